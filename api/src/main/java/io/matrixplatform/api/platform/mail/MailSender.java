package io.matrixplatform.api.platform.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;

/** The way out of the platform for mail. */
interface MailSender {
    /** Returns when somebody else answers for the message. */
    void send(MimeMessage message) throws MessagingException, IOException;
}

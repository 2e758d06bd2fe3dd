package io.matrixplatform.api.platform.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;
import java.util.UUID;

/** A mail in its internet form, with an id that is the same each time it is sent. */
final class IdentifiedMessage extends MimeMessage {
    private final String id;

    private IdentifiedMessage(String id) {
        super(Session.getInstance(new Properties()));
        this.id = id;
    }

    @SuppressWarnings("JavaUtilDate") // what the library takes
    static MimeMessage of(Mail mail, UUID id, String from, Instant written) throws MessagingException {
        InternetAddress sender = new InternetAddress(from);
        String address = sender.getAddress();
        IdentifiedMessage message =
                new IdentifiedMessage("<" + id + "@" + address.substring(address.indexOf('@') + 1) + ">");
        message.setFrom(sender);
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.to()));
        message.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
        message.setText(mail.text(), StandardCharsets.UTF_8.name());
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setSentDate(Date.from(written));
        message.saveChanges();
        return message;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", id);
    }
}

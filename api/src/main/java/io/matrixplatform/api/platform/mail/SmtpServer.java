package io.matrixplatform.api.platform.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;

/** Hands mail to an SMTP server, one connection per mail: they are few. */
final class SmtpServer implements MailSender {
    private static final String TIMEOUT_MS = "10000";

    private final MailConfig.Smtp config;

    SmtpServer(MailConfig.Smtp config) {
        this.config = config;
    }

    @Override
    public void send(MimeMessage message) throws MessagingException {
        boolean tls = config.encryption() == MailConfig.Encryption.TLS;
        String protocol = tls ? "smtps" : "smtp";
        try (Transport transport = Session.getInstance(properties(protocol)).getTransport(protocol)) {
            if (config.user() == null || config.user().isBlank()) {
                transport.connect(config.host(), config.port(), null, null);
            } else {
                transport.connect(config.host(), config.port(), config.user(), config.password());
            }
            transport.sendMessage(message, message.getAllRecipients());
        }
    }

    private Properties properties(String protocol) {
        Properties properties = new Properties();
        String prefix = "mail." + protocol + ".";
        properties.setProperty(prefix + "connectiontimeout", TIMEOUT_MS);
        properties.setProperty(prefix + "timeout", TIMEOUT_MS);
        properties.setProperty(prefix + "writetimeout", TIMEOUT_MS);
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        properties.setProperty(
                prefix + "auth",
                Boolean.toString(config.user() != null && !config.user().isBlank()));
        if (config.encryption() == MailConfig.Encryption.STARTTLS) {
            properties.setProperty(prefix + "starttls.enable", "true");
            properties.setProperty(prefix + "starttls.required", "true");
        }
        return properties;
    }
}

package io.matrixplatform.api.platform.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes each mail to a file of its own, readable for its owner only: where there is no mail server, people look there. */
final class FileOutbox implements MailSender {
    private final Path folder;

    FileOutbox(Path folder) {
        this.folder = folder;
    }

    /** Sent again, it replaces its file. */
    @Override
    public void send(MimeMessage message) throws MessagingException, IOException {
        Files.createDirectories(folder);
        Path fresh = Files.createTempFile(
                folder,
                "mail",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (OutputStream file = Files.newOutputStream(fresh)) {
            message.writeTo(file);
        }
        Files.move(fresh, folder.resolve(name(message)), StandardCopyOption.REPLACE_EXISTING);
    }

    private static String name(MimeMessage message) throws MessagingException {
        String id = message.getMessageID();
        return id.substring(1, id.indexOf('@')) + ".eml";
    }
}

package io.matrixplatform.api.testing;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the server has sent to one address, oldest first. */
public final class Inbox {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern LINK = Pattern.compile("http\\S+/console/[a-z-]+/(\\S+)");

    private final String address;

    public Inbox(String address) {
        this.address = address;
    }

    /** The token in the link of the newest mail with this subject, once it is there. */
    public String token(String subject) {
        Matcher link = LINK.matcher(text(subject));
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    /** The text of the newest mail with this subject, once it is there. */
    public String text(String subject) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            List<MimeMessage> found = withSubject(subject);
            if (!found.isEmpty()) {
                return content(found.get(found.size() - 1));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        throw new AssertionError("no mail \"" + subject + "\" for " + address);
    }

    public int count(String subject) {
        return withSubject(subject).size();
    }

    private List<MimeMessage> withSubject(String subject) {
        try (Stream<Path> files = Files.list(ApiServer.outbox())) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .sorted()
                    .map(Inbox::read)
                    .filter(message -> isFor(message, subject))
                    .toList();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private boolean isFor(MimeMessage message, String subject) {
        try {
            return message.getSubject().equals(subject)
                    && message.getAllRecipients()[0].toString().equals(address);
        } catch (MessagingException malformed) {
            throw new AssertionError(malformed);
        }
    }

    private static MimeMessage read(Path file) {
        try (InputStream bytes = Files.newInputStream(file)) {
            return new MimeMessage(Session.getInstance(new Properties()), bytes);
        } catch (IOException | MessagingException malformed) {
            throw new AssertionError(malformed);
        }
    }

    private static String content(MimeMessage message) {
        try {
            return (String) message.getContent();
        } catch (IOException | MessagingException malformed) {
            throw new AssertionError(malformed);
        }
    }
}

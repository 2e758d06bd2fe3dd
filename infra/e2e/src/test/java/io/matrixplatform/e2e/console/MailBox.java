package io.matrixplatform.e2e.console;

import static org.awaitility.Awaitility.await;

import io.matrixplatform.e2e.platform.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The mails that api has written: the embedded stack has no mail server. */
final class MailBox {
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(20);

    private final Path outbox;

    MailBox(Platform platform) {
        outbox = platform.stack().folders().data("api").resolve("outbox");
    }

    /** The path below {@code /console} of the link in a mail to somebody, as soon as there is one. */
    String link(String to, String prefix) {
        Pattern link = Pattern.compile("/console(" + Pattern.quote(prefix) + "[\\w-]+)");
        return await("a mail to " + to)
                .atMost(ON_ITS_WAY)
                .until(() -> find(to, link), Optional::isPresent)
                .orElseThrow();
    }

    private Optional<String> find(String to, Pattern link) throws IOException {
        if (!Files.isDirectory(outbox)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(outbox)) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .map(MailBox::text)
                    .filter(mail -> mail.contains("To: " + to))
                    .map(link::matcher)
                    .filter(Matcher::find)
                    .map(found -> found.group(1))
                    .findFirst();
        }
    }

    /** Quoted-printable, of which a link has the soft line breaks and the sign itself. */
    private static String text(Path mail) {
        try {
            return Files.readString(mail, StandardCharsets.UTF_8)
                    .replace("=\r\n", "")
                    .replace("=3D", "=");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

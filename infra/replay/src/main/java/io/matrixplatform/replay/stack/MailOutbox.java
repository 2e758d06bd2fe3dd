package io.matrixplatform.replay.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.matrixplatform.replay.platform.Patience;
import io.matrixplatform.replay.platform.ReplayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The mails that a stack without a mail server writes to files. */
public final class MailOutbox {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final Pattern INVITATION = Pattern.compile("invitations?[/=]([A-Za-z0-9_-]{16,})");

    private final Path folder;

    /** @param state folder of the stack, {@code .matrix} */
    public MailOutbox(Path state) {
        folder = state.resolve("data").resolve("api").resolve("outbox");
    }

    /**
     * Waits for an invitation to {@code email}.
     *
     * @return its token
     * @throws ReplayException if none comes
     */
    public String awaitInvitation(String email) throws IOException {
        Patience patience = new Patience(PATIENCE);
        while (true) {
            Optional<String> token = findInvitation(email);
            if (token.isPresent()) {
                return token.get();
            }
            patience.pause(LOOK_AGAIN, "an invitation to " + email + " shall appear in " + folder);
        }
    }

    Optional<String> findInvitation(String email) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        List<Path> mails;
        try (Stream<Path> files = Files.list(folder)) {
            mails = files.filter(file -> file.toString().endsWith(".eml")).toList();
        }
        for (Path mail : mails) {
            String text = unfolded(Files.readString(mail, UTF_8));
            Matcher invitation = INVITATION.matcher(text);
            if (isTo(email, text) && invitation.find()) {
                return Optional.of(invitation.group(1));
            }
        }
        return Optional.empty();
    }

    private static boolean isTo(String email, String mail) {
        return mail.lines().anyMatch(line -> line.startsWith("To:") && line.contains(email));
    }

    /** Undoes what quoted-printable does to a long link. */
    private static String unfolded(String mail) {
        return mail.replaceAll("=\r?\n", "").replace("=3D", "=");
    }
}

package io.matrixplatform.api.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.matrixplatform.api.platform.sealing.InstallationKey;
import io.matrixplatform.api.testing.TestDatabase;
import io.matrixplatform.model.ids.TimeOrderedUuids;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In the year 2100, so that the running server, which lives today, takes none of these mails. */
class MailsTest {
    private static final InstallationKey KEY = new InstallationKey("a key that only this test has, and no other");
    private static final Mail MAIL = new Mail("ada@example.com", "Grüße", "Hallo Ada,\nschöne Grüße.\n");

    private final Jdbi jdbi = TestDatabase.jdbi();

    private Instant now = Instant.parse("2100-01-01T00:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void writesAFilePerMailThatNobodyElseReads() throws IOException {
        Mails mails = mails(new FileOutbox(folder));

        queue(mails);
        mails.sendDue();
        mails.sendDue();

        List<Path> files = files();
        assertThat(files).hasSize(1);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files.get(0))))
                .isEqualTo("rw-------");
        assertThat(Files.readString(files.get(0)))
                .contains("To: ada@example.com", "From: Matrix <matrix@example.com>", "Auto-Submitted: auto-generated")
                .containsPattern("Message-ID: <[0-9a-f-]{36}@example.com>");
        assertThat(waiting()).isZero();
    }

    @Test
    void sendsNothingOfATransactionThatWasUndone() throws IOException {
        Mails mails = mails(new FileOutbox(folder));

        jdbi.useTransaction(transaction -> {
            mails.queue(transaction, MAIL);
            transaction.rollback();
        });
        mails.sendDue();

        assertThat(files()).isEmpty();
    }

    @Test
    void triesAgainLaterWithTheSameMessageId() {
        List<String> ids = new ArrayList<>();
        Mails mails = mails(message -> {
            ids.add(message.getMessageID());
            if (ids.size() < 3) {
                throw new IOException("not now");
            }
        });

        queue(mails);
        mails.sendDue();
        mails.sendDue();
        assertThat(ids).hasSize(1);
        now = now.plusSeconds(10);
        mails.sendDue();
        now = now.plusSeconds(20);
        mails.sendDue();

        assertThat(ids).hasSize(3).containsOnly(ids.get(0));
        assertThat(waiting()).isZero();
    }

    @Test
    void givesUpAfterADay() {
        List<MimeMessage> tried = new ArrayList<>();
        Mails mails = mails(message -> {
            tried.add(message);
            throw new IOException("never");
        });

        queue(mails);
        mails.sendDue();
        now = now.plus(Duration.ofHours(24)).plusSeconds(1);
        mails.sendDue();

        assertThat(tried).hasSize(2);
        assertThat(waiting()).isZero();
    }

    @Test
    void storesNothingThatCanBeRead() {
        Mails mails = mails(message -> {
            throw new IOException("not now");
        });
        queue(mails);

        String stored = jdbi.withHandle(
                handle -> handle.createQuery("SELECT string_agg(encode(sealed, 'escape'), ' ') FROM platform.mail")
                        .mapTo(String.class)
                        .one());

        assertThat(stored).doesNotContain("ada@example.com").doesNotContain("Ada");
        now = now.plus(Duration.ofDays(2));
        mails.sendDue();
    }

    @Test
    void handsMailToAnSmtpServer() throws IOException {
        try (FakeSmtpServer server = new FakeSmtpServer()) {
            Mails mails = mails(new SmtpServer(
                    new MailConfig.Smtp("127.0.0.1", server.port(), "", "", MailConfig.Encryption.NONE)));

            queue(mails);
            mails.sendDue();

            assertThat(server.lines())
                    .contains("MAIL FROM:<matrix@example.com>", "RCPT TO:<ada@example.com>", "DATA")
                    .anyMatch(line -> line.startsWith("Subject: =?UTF-8?"));
            assertThat(waiting()).isZero();
        }
    }

    @Test
    void refusesToSpeakInTheClearWithAServerThatShouldEncrypt() throws IOException {
        try (FakeSmtpServer server = new FakeSmtpServer()) {
            Mails mails = mails(new SmtpServer(
                    new MailConfig.Smtp("127.0.0.1", server.port(), "", "", MailConfig.Encryption.STARTTLS)));

            queue(mails);
            mails.sendDue();

            assertThat(server.lines()).doesNotContain("DATA");
            assertThat(waiting()).isOne();
            now = now.plus(Duration.ofDays(2));
            mails.sendDue();
        }
    }

    @Test
    void refusesAHeaderOfTwoLines() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Mail("ada@example.com", "Hello\r\nBcc: eve@example.com", ""));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Mail("ada@example.com\nBcc: eve@example.com", "", ""));
    }

    private Mails mails(MailSender sender) {
        return new Mails(
                jdbi,
                sender,
                "Matrix <matrix@example.com>",
                KEY,
                new TimeOrderedUuids(() -> now, new Random(1)),
                () -> now);
    }

    private void queue(Mails mails) {
        jdbi.useTransaction(transaction -> mails.queue(transaction, MAIL));
    }

    private int waiting() {
        return jdbi.withHandle(
                handle -> handle.createQuery("SELECT count(*) FROM platform.mail WHERE created_at >= '2100-01-01'")
                        .mapTo(int.class)
                        .one());
    }

    private List<Path> files() throws IOException {
        try (var listed = Files.list(folder)) {
            return listed.toList();
        }
    }
}

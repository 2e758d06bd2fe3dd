package io.matrixplatform.api.platform.mail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.matrixplatform.api.platform.sealing.InstallationKey;
import io.matrixplatform.api.platform.sealing.Seal;
import io.matrixplatform.model.ids.TimeOrderedUuids;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Queues mail and sends it. Thread-safe, also between processes. */
public final class Mails {
    private static final Logger LOG = LoggerFactory.getLogger(Mails.class);

    /** A mail that could not be sent for so long is given up. */
    private static final Duration PATIENCE = Duration.ofHours(24);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final int MAX_DOUBLINGS = 8;

    private final Jdbi jdbi;
    private final MailSender sender;
    private final String from;
    private final Seal seal;
    private final ObjectMapper json = new ObjectMapper();
    private final TimeOrderedUuids uuids;
    private final InstantSource clock;

    Mails(
            Jdbi jdbi,
            MailSender sender,
            String from,
            InstallationKey installation,
            TimeOrderedUuids uuids,
            InstantSource clock) {
        this.jdbi = jdbi;
        this.sender = sender;
        this.from = from;
        this.seal = installation.seal("mail v1");
        this.uuids = uuids;
        this.clock = clock;
    }

    public static Mails of(
            MailConfig config, Jdbi jdbi, InstallationKey installation, TimeOrderedUuids uuids, InstantSource clock) {
        MailSender sender =
                config.smtp().isThere() ? new SmtpServer(config.smtp()) : new FileOutbox(Path.of(config.outbox()));
        return new Mails(jdbi, sender, config.from(), installation, uuids, clock);
    }

    /** Sends {@code mail} soon after {@code transaction}, if that commits. */
    public void queue(Handle transaction, Mail mail) {
        try {
            byte[] sealed = seal.seal(json.writeValueAsBytes(mail));
            transaction.attach(MailDao.class).insert(uuids.next(), sealed, now());
        } catch (JsonProcessingException bug) {
            throw new IllegalStateException("cannot write a mail as JSON", bug);
        }
    }

    /** Sends all that is due; what fails is due again later. */
    public void sendDue() {
        boolean more = true;
        while (more) {
            more = jdbi.inTransaction(this::sendOne);
        }
    }

    private boolean sendOne(Handle transaction) {
        MailDao dao = transaction.attach(MailDao.class);
        Optional<QueuedMail> due = dao.takeDue(now());
        due.ifPresent(mail -> attempt(dao, mail));
        return due.isPresent();
    }

    private void attempt(MailDao dao, QueuedMail queued) {
        try {
            sender.send(IdentifiedMessage.of(open(queued), queued.id(), from, queued.createdAt()));
            dao.remove(queued.id());
        } catch (MessagingException | IOException failure) {
            if (queued.createdAt().plus(PATIENCE).isBefore(now())) {
                LOG.atError().setCause(failure).addKeyValue("mail", queued.id()).log("mail given up");
                dao.remove(queued.id());
            } else {
                LOG.atWarn().setCause(failure).addKeyValue("mail", queued.id()).log("mail not sent; will try again");
                dao.postpone(queued.id(), now().plus(pause(queued.attempts())));
            }
        }
    }

    private Mail open(QueuedMail queued) throws IOException {
        byte[] plain =
                seal.open(queued.sealed()).orElseThrow(() -> new IOException("sealed with another installation key"));
        return json.readValue(plain, Mail.class);
    }

    private static Duration pause(int failed) {
        return FIRST_PAUSE.multipliedBy(1L << Math.min(failed, MAX_DOUBLINGS));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}

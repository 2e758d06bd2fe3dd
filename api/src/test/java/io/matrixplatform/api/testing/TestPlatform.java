package io.matrixplatform.api.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.matrixplatform.api.platform.KafkaClients;
import io.matrixplatform.api.platform.KafkaConfig;
import io.matrixplatform.api.platform.Platform;
import io.matrixplatform.api.platform.idempotency.Idempotency;
import io.matrixplatform.api.platform.json.Dialect;
import io.matrixplatform.api.platform.mail.MailConfig;
import io.matrixplatform.api.platform.mail.Mails;
import io.matrixplatform.api.platform.sealing.InstallationKey;
import io.matrixplatform.model.ids.TimeOrderedUuids;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;

/** What every area is wired with, on the test database and without Kafka. */
public final class TestPlatform {
    private static final String INSTALLATION = "0123456789abcdefghijklmnopqrstuvwxyz";

    private TestPlatform() {}

    public static Platform at(InstantSource clock) {
        Jdbi jdbi = TestDatabase.jdbi();
        SecureRandom random = new SecureRandom();
        TimeOrderedUuids uuids = new TimeOrderedUuids(clock, random);
        InstallationKey installation = new InstallationKey(INSTALLATION);
        MailConfig mail = new MailConfig(
                "matrix@localhost",
                new MailConfig.Smtp("", 25, null, null, MailConfig.Encryption.NONE),
                ApiServer.outbox().toString());
        return new Platform(
                jdbi,
                new KafkaClients(new KafkaConfig("127.0.0.1:1", FakeRegistry.url())),
                FakeRegistry.client(),
                clock,
                random,
                uuids,
                new Idempotency(jdbi, Dialect.teach(new ObjectMapper()), clock),
                installation,
                Mails.of(mail, jdbi, installation, uuids, clock));
    }
}

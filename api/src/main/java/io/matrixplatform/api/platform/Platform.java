package io.matrixplatform.api.platform;

import io.matrixplatform.api.platform.idempotency.Idempotency;
import io.matrixplatform.api.platform.mail.Mails;
import io.matrixplatform.api.platform.sealing.InstallationKey;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.model.ids.TimeOrderedUuids;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;

/** What every area is wired with. */
public record Platform(
        Jdbi jdbi,
        KafkaClients kafka,
        SchemaRegistry registry,
        InstantSource clock,
        SecureRandom random,
        TimeOrderedUuids uuids,
        Idempotency idempotency,
        InstallationKey installation,
        Mails mails) {}

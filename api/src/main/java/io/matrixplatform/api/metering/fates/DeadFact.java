package io.matrixplatform.api.metering.fates;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A fact that could not be used.
 *
 * @param tenantId null when it could not be read any more
 * @param reason stable code
 * @param deadAt when the fact was put into Kafka
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeadFact(
        @Nullable String tenantId,
        String reason,
        String detail,
        Instant deadAt,
        String factTopic,
        int factPartition,
        long factOffset) {}

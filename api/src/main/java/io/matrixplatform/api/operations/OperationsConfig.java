package io.matrixplatform.api.operations;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * @param flinkUrl base address of Flink's REST API; null or empty where it is not to be asked
 * @param ingestUrl base address of the door
 * @param patience how long a part may take to answer
 * @param progressMax how old metering's progress may be
 */
public record OperationsConfig(@Nullable String flinkUrl, String ingestUrl, Duration patience, Duration progressMax) {
    public OperationsConfig {
        requireNonNull(ingestUrl, "operations.ingestUrl");
        requireNonNull(patience, "operations.patience");
        requireNonNull(progressMax, "operations.progressMax");
        if (patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("operations.patience must be positive, not " + patience);
        }
    }
}

package io.matrixplatform.api.metering.certificates;

import io.matrixplatform.model.ids.CertificateId;
import io.matrixplatform.model.time.TimeWindow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An interim certificate that somebody wants.
 *
 * @param id of the certificate, once there is one
 * @param tenantId public form
 * @param failure why there will be none, for a person; null unless it failed
 */
public record CertificateOrder(
        CertificateId id,
        String tenantId,
        Instant from,
        Instant until,
        Instant orderedAt,
        State state,
        @Nullable String failure) {
    /** How far it is. */
    public enum State {
        /** Metering is not through to its end. */
        WAITING,
        ISSUED,
        FAILED
    }

    TimeWindow window() {
        return new TimeWindow(from, until);
    }
}

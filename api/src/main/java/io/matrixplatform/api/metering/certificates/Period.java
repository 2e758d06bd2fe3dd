package io.matrixplatform.api.metering.certificates;

import io.matrixplatform.api.metering.certificates.Certificate.Kind;
import io.matrixplatform.model.ids.CertificateId;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.metering.Slice;
import io.matrixplatform.model.time.TimeWindow;
import java.time.Duration;
import java.time.Instant;

/** What is to be certified: all that was recorded of one tenant in a window. */
record Period(CertificateId id, TenantId tenant, Kind kind, TimeWindow window) {
    boolean isFinal() {
        return kind == Kind.DAY;
    }

    /** The slices of a meter that close in the window; of an interim one those that have begun, too. */
    TimeWindow slices(Duration grace) {
        Duration untilClosed = Slice.LENGTH.plus(grace);
        Instant end = isFinal() ? window.end().minus(untilClosed) : window.end();
        return new TimeWindow(firstFrom(window.start().minus(untilClosed)), firstFrom(end));
    }

    private static Instant firstFrom(Instant moment) {
        Instant start = Slice.startOf(moment);
        return start.equals(moment) ? start : start.plus(Slice.LENGTH);
    }
}

package io.matrixplatform.api.metering.ledger;

import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.metering.MeterKey;
import io.matrixplatform.model.time.TimeWindow;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;

/** What is on the books of one meter, ledger and late lane together. Thread-safe. */
public final class Booked {
    private final BookedDao dao;

    public Booked(Jdbi jdbi) {
        dao = jdbi.onDemand(BookedDao.class);
    }

    /** By metering alone, in the slice that starts then. */
    public List<BookedSlice> slice(TenantId tenant, MeterKey meter, Instant start) {
        return dao.slice(tenant.toString(), meter, start);
    }

    /** The starts of the slices of which metering alone has booked something, in order. */
    public List<Instant> starts(TenantId tenant, MeterKey meter, TimeWindow window) {
        return dao.starts(tenant.toString(), meter, window.start(), window.end());
    }

    /** The sets of dimensions that are told apart, as canonical JSON; those of backfills are among them. */
    public Set<String> dimensions(TenantId tenant, MeterKey meter, TimeWindow window) {
        return Set.copyOf(dao.dimensions(tenant.toString(), meter, window.start(), window.end()));
    }
}

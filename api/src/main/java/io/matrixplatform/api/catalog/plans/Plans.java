package io.matrixplatform.api.catalog.plans;

import io.matrixplatform.api.platform.http.Cursor;
import io.matrixplatform.api.platform.http.Page;
import io.matrixplatform.api.platform.http.PageRequest;
import io.matrixplatform.model.catalog.PlanKey;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The plans on offer. Thread-safe. */
public final class Plans {
    /** What every tenant starts with. */
    public static final PlanKey FREE = new PlanKey("free");

    private final PlanDao dao;

    public Plans(Jdbi jdbi) {
        this.dao = jdbi.onDemand(PlanDao.class);
    }

    public Optional<Plan> find(PlanKey key) {
        return dao.find(key);
    }

    /** From the smallest to the largest. */
    Page<Plan> list(PageRequest request) {
        @Nullable PlanKey after =
                request.after(1, cursor -> new PlanKey(cursor.key().get(0))).orElse(null);
        return Page.of(
                dao.list(after, request.rowsToRead()),
                request,
                last -> Cursor.of(last.key().value()));
    }
}

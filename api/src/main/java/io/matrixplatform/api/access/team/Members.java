package io.matrixplatform.api.access.team;

import io.matrixplatform.model.ids.UserId;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** The members of the tenants. Thread-safe. */
public final class Members {
    private final Jdbi jdbi;

    public Members(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** What the user is where, by the tenants' names. */
    public List<TenantRole> rolesOf(UserId user) {
        return jdbi.withExtension(MemberDao.class, dao -> dao.rolesOf(user));
    }
}

package io.matrixplatform.api.metering.progress;

import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** How far metering is, as last heard. Thread-safe. */
public final class ProgressReports {
    private final ProgressDao dao;

    public ProgressReports(Jdbi jdbi) {
        dao = jdbi.onDemand(ProgressDao.class);
    }

    public Progress latest() {
        return dao.find(ProgressProjection.JOB).orElse(Progress.NONE);
    }

    /** Nothing before the job's first word of it. */
    Optional<FateBalance> balance() {
        return dao.findBalance(ProgressProjection.JOB);
    }
}

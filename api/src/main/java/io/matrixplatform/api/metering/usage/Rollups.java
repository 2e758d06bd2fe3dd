package io.matrixplatform.api.metering.usage;

import io.matrixplatform.api.platform.problems.ProblemException;
import java.util.List;

/** The minute rollups, wherever they are kept. */
interface Rollups {
    /**
     * In order of windows, tenants, meters, dimensions.
     *
     * @param rowsMax after so many the answer is cut off
     * @throws ProblemException {@code ANALYTICS_UNAVAILABLE}
     */
    List<Sum> sum(Sums sums, int rowsMax);

    /**
     * The minutes of one meter that folds, in no order.
     *
     * @param rowsMax after so many the answer is cut off
     * @throws ProblemException {@code ANALYTICS_UNAVAILABLE}
     */
    List<FoldedMinute> folds(Sums sums, int rowsMax);
}

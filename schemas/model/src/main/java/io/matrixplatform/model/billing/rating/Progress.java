package io.matrixplatform.model.billing.rating;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.model.money.Ratio;
import io.matrixplatform.model.rules.RuleViolation;

/**
 * How far a period has come.
 *
 * @param ended whether nothing more will be used in it, so that minimums are due
 * @param served the share of the whole period that it will have lasted: one, or less if it ends early or began late
 */
public record Progress(boolean ended, Ratio served) {
    public static final Progress RUNNING = new Progress(false, Ratio.ONE);
    public static final Progress ENDED = new Progress(true, Ratio.ONE);

    public Progress {
        requireNonNull(served, "served");
        if (served.signum() < 0 || served.compareTo(Ratio.ONE) > 0) {
            throw new RuleViolation("served", "share-of-period", "a share of the period is from 0 to 1");
        }
    }

    public static Progress terminatedAfter(Ratio served) {
        return new Progress(true, served);
    }
}

package io.matrixplatform.model.catalog.prices;

import io.matrixplatform.model.rules.RuleViolation;

/**
 * How usage becomes an amount. The amount is exact: who bills it rounds it.
 *
 * <p>Rate the whole usage of a period, never a part of it: tiers, packages and rounded units would start anew. A total below
 * zero, which corrections can lead to, is rated as zero.
 *
 * <p>With no usage at all {@link Flat} costs its amount and {@link Graduated}, {@link Volume} and {@link GraduatedPercentage}
 * cost the fixed amount of their first tier, unless {@link ZeroUsage#FREE} was chosen; everything else costs nothing. The
 * models that stand on another one ({@link Matrix}, {@link Capacity}, {@link TimeWeighted}, {@link Converted}) do what that
 * one does, but a matrix without cells costs nothing.
 */
public sealed interface Price
        permits Flat,
                PerUnit,
                Graduated,
                Volume,
                PackagePrice,
                Percentage,
                GraduatedPercentage,
                Dynamic,
                Matrix,
                Capacity,
                TimeWeighted,
                Converted {

    /** @throws RuleViolation {@code usage-form} if this model needs usage in another form */
    Rated rate(Usage usage);
}

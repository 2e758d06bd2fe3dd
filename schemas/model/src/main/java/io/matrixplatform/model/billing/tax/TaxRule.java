package io.matrixplatform.model.billing.tax;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A tax of a place, from one day until before another.
 *
 * @param place a country by ISO 3166, or a part of one: {@code DE}, {@code CA-ON}
 * @param order taxes of a place in the order in which they stand; a compound one is due on those before it
 * @param until null while nobody has changed it
 */
public record TaxRule(
        Region region,
        String place,
        int order,
        Tax tax,
        LocalDate from,
        @Nullable LocalDate until) {
    boolean inForce(LocalDate on) {
        return !on.isBefore(from) && (until == null || on.isBefore(until));
    }
}

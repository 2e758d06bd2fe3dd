package io.matrixplatform.rating.cases;

import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Every kind of case by its name. */
public final class Kinds {
    private static final Map<String, CaseKind> KINDS = Map.ofEntries(
            Map.entry("allocate", new AllocateCase()),
            Map.entry("attribute", new AttributeCase()),
            Map.entry("convert", new ConvertCase()),
            Map.entry("credit-note", new CreditNoteCase()),
            Map.entry("credits", new CreditsCase()),
            Map.entry("discount", new DiscountCase()),
            Map.entry("periods", new PeriodsCase()),
            Map.entry("price", new PriceCase()),
            Map.entry("prorate", new ProrateCase()),
            Map.entry("rate-cumulative", new RateCumulativeCase()),
            Map.entry("round", new RoundCase()),
            Map.entry("tax", new TaxCase()));

    private Kinds() {}

    public static Optional<CaseKind> find(String name) {
        return Optional.ofNullable(KINDS.get(name));
    }

    public static SortedSet<String> names() {
        return new TreeSet<>(KINDS.keySet());
    }
}

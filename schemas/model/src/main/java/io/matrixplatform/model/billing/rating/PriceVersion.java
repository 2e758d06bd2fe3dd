package io.matrixplatform.model.billing.rating;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.model.catalog.prices.Price;
import io.matrixplatform.model.money.CurrencyCode;

/** A price as it was at some time, in its currency; the version stands on every line rated by it. */
public record PriceVersion(String version, CurrencyCode currency, Price price) {
    public PriceVersion {
        requireNonNull(version, "version");
        requireNonNull(currency, "currency");
        requireNonNull(price, "price");
    }
}

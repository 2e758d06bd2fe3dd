package io.matrixplatform.api.metering.live;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What one tenant has used of one meter in one minute so far. Cumulative: a later one replaces it. */
final class LiveMinute implements Telling {
    /** Which minute of which meter; within one tenant. */
    record Place(String meter, long minuteMs) {}

    private final Place place;
    private final BigDecimal quantity;
    private final long atMs;
    // Written once per value though many viewers are told of it; writing it twice does no harm.
    private volatile @Nullable String json;

    /** @param atMs when the conclusion that it rests on was said, by Kafka's clock */
    LiveMinute(Place place, BigDecimal quantity, long atMs) {
        this.place = place;
        this.quantity = quantity;
        this.atMs = atMs;
    }

    Place place() {
        return place;
    }

    BigDecimal quantity() {
        return quantity;
    }

    LiveMinute plus(BigDecimal more, long saidAtMs) {
        return new LiveMinute(place, quantity.add(more), Math.max(atMs, saidAtMs));
    }

    @Override
    public String event() {
        return "usage";
    }

    /** Written by hand: a meter's key is of a narrow alphabet, and all else is digits. */
    @Override
    public String toJson() {
        String written = json;
        if (written == null) {
            written = "{\"meter\":\"" + place.meter() + "\",\"minute\":\"" + Instant.ofEpochMilli(place.minuteMs())
                    + "\",\"quantity\":\"" + plain() + "\",\"at\":\"" + Instant.ofEpochMilli(atMs) + "\"}";
            json = written;
        }
        return written;
    }

    private String plain() {
        return quantity.signum() == 0 ? "0" : quantity.stripTrailingZeros().toPlainString();
    }
}

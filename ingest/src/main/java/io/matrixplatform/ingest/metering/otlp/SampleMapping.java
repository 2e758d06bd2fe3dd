package io.matrixplatform.ingest.metering.otlp;

import io.matrixplatform.events.metering.MetricKind;
import io.matrixplatform.events.metering.RuntimeMetric;
import io.matrixplatform.ingest.access.KnownKey;
import io.matrixplatform.ingest.metering.EventBounds;
import io.matrixplatform.ingest.metering.SampleRules;
import io.matrixplatform.model.metering.Hashing;
import io.matrixplatform.model.metering.Quantity;
import io.opentelemetry.proto.metrics.v1.DataPointFlags;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** One data point as a sample: the rule, which depends on nothing but what is given. */
final class SampleMapping {
    /** Of all facts that come this way. */
    static final String SOURCE = "/otlp";

    private static final int ID_BYTES = 16;
    private static final long NANOS_PER_MICRO = 1_000;

    private final EventBounds bounds;

    SampleMapping(EventBounds bounds) {
        this.bounds = bounds;
    }

    /**
     * @param now when the edge got it
     * @return with everything but the stamps of the edge; null for a point that says that it has no value
     * @throws UnusableException if it is no sample
     */
    @Nullable RuntimeMetric sample(Series series, NumberDataPoint point, Instance instance, KnownKey key, Instant now)
            throws UnusableException {
        if ((point.getFlags() & DataPointFlags.DATA_POINT_FLAGS_NO_RECORDED_VALUE_MASK_VALUE) != 0) {
            return null;
        }
        String sampled = sampled(instance, series.convention(), point);
        long micros = time(point, now);
        RuntimeMetric sample = new RuntimeMetric();
        sample.setEventId(id(instance, sampled, series.convention().metric(), point.getTimeUnixNano()));
        sample.setSource(SOURCE);
        sample.setOccurredAt(instant(micros));
        sample.setInstanceId(sampled);
        sample.setMetric(series.convention().metric());
        sample.setUnit(series.unit());
        sample.setQuantity(quantity(point));
        sample.setKind(series.kind());
        sample.setStartedAt(series.tellsStart() ? start(series.kind(), point, micros) : null);
        sample.setAppId(instance.service().isEmpty() ? null : instance.service());
        sample.setModel(model(instance, key));
        sample.setRegion(instance.region());
        return sample;
    }

    /** The same whenever it is sent: what was measured of what, and when. Never how much, so that two amounts are a conflict. */
    private static String id(Instance instance, String sampled, String metric, long nanos) {
        byte[] hash =
                Hashing.hash(instance.namespace(), instance.service(), sampled, metric, Long.toUnsignedString(nanos));
        return HexFormat.of().formatHex(hash, 0, ID_BYTES);
    }

    /** The instance, or the part of it whose usage adds to that of the others. */
    private static String sampled(Instance instance, Convention convention, NumberDataPoint point)
            throws UnusableException {
        if (point.getAttributesCount() == 0) {
            return instance.id();
        }
        Texts attributes = Texts.of(point.getAttributesList());
        StringBuilder sampled = new StringBuilder(instance.id());
        for (Part part : convention.parts()) {
            String value = find(attributes, part);
            if (value != null && !part.counts(value)) {
                throw new UnusableException("of " + part.name() + " only " + String.join(", ", part.counted())
                        + " is usage; leave out the rest");
            }
            if (value != null && part.isKeptApart()) {
                sampled.append('/').append(value);
            }
        }
        requireNoOther(attributes, convention);
        if (sampled.length() > SampleRules.LABEL_MAX_CHARS) {
            throw new UnusableException(Instance.ID + " with what tells its series apart may have at most "
                    + SampleRules.LABEL_MAX_CHARS + " characters");
        }
        return sampled.toString();
    }

    private static @Nullable String find(Texts attributes, Part part) throws UnusableException {
        for (String name : part.names()) {
            String value = attributes.find(name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    /** By an attribute that nobody knows it comes in several series, of which one would be taken for the whole. */
    private static void requireNoOther(Texts attributes, Convention convention) throws UnusableException {
        for (String name : attributes.names()) {
            boolean isKnown = convention.told().contains(name)
                    || convention.parts().stream().anyMatch(part -> part.names().contains(name));
            if (!isKnown) {
                throw new UnusableException("may have no attributes on its data points but "
                        + convention.parts().stream().map(Part::name).toList()
                        + "; take the others away, by a view of the SDK or in the collector");
            }
        }
    }

    private long time(NumberDataPoint point, Instant now) throws UnusableException {
        long micros = Long.divideUnsigned(point.getTimeUnixNano(), NANOS_PER_MICRO);
        if (micros == 0) {
            throw new UnusableException("has data points without a time");
        }
        if (bounds.isTooOld(micros, now)) {
            throw new UnusableException(
                    "has data points of more than " + bounds.past().toDays() + " days ago");
        }
        if (bounds.isInFuture(micros, now)) {
            throw new UnusableException("has data points of more than " + bounds.future() + " ahead; set the clock");
        }
        return micros;
    }

    private static @Nullable Instant start(MetricKind kind, NumberDataPoint point, long micros)
            throws UnusableException {
        long start = Long.divideUnsigned(point.getStartTimeUnixNano(), NANOS_PER_MICRO);
        if (start == 0 && kind == MetricKind.COUNTER) {
            throw new UnusableException("must tell the time of its start, or nobody knows whether it began anew");
        }
        if (start > micros) {
            throw new UnusableException("has data points that are older than their start");
        }
        return start == 0 ? null : instant(start);
    }

    private static @Nullable String model(Instance instance, KnownKey key) throws UnusableException {
        if (instance.model() != null && !key.mayUse(instance.model())) {
            throw new UnusableException("is of a model that the API key may not be used for");
        }
        return instance.model();
    }

    /**
     * A floating-point number is the shortest decimal that is read as it, which is the one that somebody wrote down; below the
     * last place that a quantity has, it is rounded.
     */
    private static BigDecimal quantity(NumberDataPoint point) throws UnusableException {
        if (point.getValueCase() == NumberDataPoint.ValueCase.VALUE_NOT_SET) {
            throw new UnusableException("has data points without a value");
        }
        if (point.hasAsDouble() && !Double.isFinite(point.getAsDouble())) {
            throw new UnusableException("has data points that are no number");
        }
        BigDecimal value = point.hasAsInt()
                ? BigDecimal.valueOf(point.getAsInt())
                : BigDecimal.valueOf(point.getAsDouble()).setScale(Quantity.SCALE, RoundingMode.HALF_UP);
        if (value.signum() < 0) {
            throw new UnusableException("has data points below zero");
        }
        if (value.precision() - value.scale() > Quantity.MAX_INTEGER_DIGITS) {
            throw new UnusableException("has data points of more than " + Quantity.MAX_INTEGER_DIGITS + " digits");
        }
        return new Quantity(value).toWire();
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}

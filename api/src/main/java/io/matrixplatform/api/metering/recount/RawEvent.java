package io.matrixplatform.api.metering.recount;

import static io.matrixplatform.events.metering.CorrectionKind.AMEND;
import static java.util.Objects.requireNonNull;

import io.matrixplatform.api.metering.recount.RawFact.Stamps;
import io.matrixplatform.events.metering.AmendedUsage;
import io.matrixplatform.events.metering.CorrectionKind;
import io.matrixplatform.events.metering.Dimension;
import io.matrixplatform.events.metering.Measure;
import io.matrixplatform.events.metering.UsageEvent;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Usage events, and what corrects them, as the raw log has them. */
public final class RawEvent {
    private RawEvent() {}

    public static RawFact of(UsageEvent event) {
        CorrectionKind kind = event.getCorrection();
        return of(event, kind == null ? null : new RawCorrection(kind == AMEND ? of(amended(event)) : null));
    }

    private static RawFact of(UsageEvent event, @Nullable RawCorrection correction) {
        return new RawFact(
                event.getTenantId(),
                event.getSource(),
                event.getEventId(),
                event.getOccurredAt(),
                event.getRecordedAt(),
                event.getType(),
                name -> measure(event, name),
                name -> dimension(event, name),
                payloadOf(event),
                new Stamps(event.getSubscriptionId(), event.getKeyId()),
                correction,
                null);
    }

    private static String payloadOf(UsageEvent event) {
        StringBuilder said = new StringBuilder(event.getOccurredAt() + "\n" + event.getType() + "\n");
        said.append(event.getSubject()).append(event.getDimensions());
        event.getMeasures()
                .forEach(measure -> said.append(measure.getName())
                        .append('=')
                        .append(measure.getQuantity().stripTrailingZeros().toPlainString())
                        .append('\n'));
        return said.toString();
    }

    private static UsageEvent amended(UsageEvent event) {
        AmendedUsage amended = requireNonNull(event.getAmended());
        return UsageEvent.newBuilder(event)
                .setMeasures(amended.getMeasures())
                .setDimensions(amended.getDimensions())
                .setCorrection(null)
                .setAmended(null)
                .build();
    }

    private static Optional<BigDecimal> measure(UsageEvent event, String name) {
        return event.getMeasures().stream()
                .filter(measure -> measure.getName().equals(name))
                .map(Measure::getQuantity)
                .findFirst();
    }

    /** The envelope's source and subject hold their names: fields of the data that have the same are out of reach. */
    private static String dimension(UsageEvent event, String name) {
        if (name.equals("source")) {
            return event.getSource();
        }
        if (name.equals("subject")) {
            return event.getSubject() == null ? "" : event.getSubject();
        }
        return event.getDimensions().stream()
                .filter(dimension -> dimension.getName().equals(name))
                .map(Dimension::getValue)
                .findFirst()
                .orElse("");
    }
}

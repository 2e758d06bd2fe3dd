package io.matrixplatform.api.metering.usage;

import static io.matrixplatform.api.testing.Conclusions.late;
import static io.matrixplatform.api.testing.Conclusions.ledger;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.api.catalog.meters.Meter;
import io.matrixplatform.api.metering.ledger.Ledger;
import io.matrixplatform.api.metering.ledger.LedgerProjection;
import io.matrixplatform.api.metering.ledger.MeterTotal;
import io.matrixplatform.api.testing.FakeRegistry;
import io.matrixplatform.api.testing.TestDatabase;
import io.matrixplatform.model.ids.MeterId;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.metering.Dimensions;
import io.matrixplatform.model.metering.MeterKey;
import io.matrixplatform.model.metering.Slice;
import io.matrixplatform.model.metering.folds.Aggregation;
import io.matrixplatform.model.metering.folds.Fold;
import io.matrixplatform.model.metering.folds.Folding;
import io.matrixplatform.model.metering.folds.SampleCase;
import io.matrixplatform.model.metering.measures.RuntimeMetrics;
import io.matrixplatform.model.time.TimeWindow;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cases that the rule and the job are held to, asked for as usage, totals and gaps. */
class SampledUsageTest {
    private static final TenantId TENANT = new TenantId(new UUID(1, 2));
    private static final MeterKey METER = new MeterKey("runtime.cpu_hours");
    private static final TimeWindow HOUR = SampleCase.HOUR;
    private static final Instant NOW = HOUR.end().plus(Duration.ofHours(5));

    private final Jdbi jdbi = TestDatabase.without("metering.usage_ledger", "metering.late_usage");
    private final Ledger books = new Ledger(jdbi, () -> NOW);
    private final List<FoldedMinute> minutes = new ArrayList<>();
    private final UsageQueries queries = new UsageQueries(new HeldMinutes(), books, Duration.ofDays(7), () -> NOW);

    static Stream<SampleCase> cases() {
        return SampleCase.all().stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void comesToWhatTheTableSaysHoweverItIsAsked(SampleCase each) {
        fill(each, "sub_1");

        assertThat(sum(ask(each, WindowSize.TOTAL, List.of(), Map.of()))).isEqualByComparingTo(each.quantity());
        assertThat(sum(ask(each, WindowSize.HOUR, List.of(), Map.of()))).isEqualByComparingTo(each.quantity());
        assertThat(sum(ask(each, WindowSize.MINUTE, List.of("instance_id"), Map.of())))
                .isCloseTo(each.quantity(), hair());
        assertThat(sum(ask(each, WindowSize.TOTAL, List.of("instance_id", "region"), Map.of("region", Set.of("eu")))))
                .isCloseTo(each.quantity(), hair());
        assertThat(sum(ask(each, WindowSize.TOTAL, List.of(), Map.of("region", Set.of("us")))))
                .isZero();
        assertThat(books.totals(TENANT, null, HOUR))
                .extracting(MeterTotal::meter, total -> total.all().quantity().stripTrailingZeros())
                .containsExactly(org.assertj.core.api.Assertions.tuple(
                        METER, each.quantity().stripTrailingZeros()));
        assertThat(queries.total(TENANT, meter(each.folding()), HOUR, NOW))
                .hasValueSatisfying(total -> assertThat(total.quantity()).isEqualByComparingTo(each.quantity()));
        assertThat(gaps(each))
                .containsExactlyInAnyOrderElementsOf(
                        each.gaps().stream().map(UsageGap::of).toList());
    }

    @Test
    void goesOnWhereTheSubscriptionChanges() {
        SampleCase even = SampleCase.all().get(0);
        fill(part(even, 0, 20), "sub_1");
        fill(part(even, 20, 61), "sub_2");

        assertThat(sum(ask(even, WindowSize.TOTAL, List.of(), Map.of()))).isEqualByComparingTo("2");
        assertThat(books.totals(TENANT, METER, HOUR).get(0).all().quantity()).isEqualByComparingTo("2");
        assertThat(gaps(even)).isEmpty();
    }

    @Test
    void tellsInstancesApart() {
        SampleCase several = SampleCase.all().stream()
                .filter(each -> each.name().equals("several instances"))
                .findFirst()
                .orElseThrow();
        fill(several, "sub_1");

        assertThat(ask(several, WindowSize.TOTAL, List.of("instance_id"), Map.of())
                        .data())
                .extracting(row -> row.dimensions().get("instance_id") + " "
                        + row.quantity().toPlainString())
                .containsExactly("a 1", "b 2");
        assertThat(sum(ask(several, WindowSize.TOTAL, List.of(), Map.of("instance_id", Set.of("b")))))
                .isEqualByComparingTo("2");
    }

    private static SampleCase part(SampleCase each, int from, int to) {
        return new SampleCase(
                each.name(), each.folding(), each.samples().subList(from, to), each.gaps(), each.quantity());
    }

    private void fill(SampleCase each, String subscription) {
        Random random = new Random(3);
        Map<Slice, Fold> onTime = new HashMap<>();
        Map<Slice, Fold> late = new HashMap<>();
        Map<Instant, Fold> byMinute = new HashMap<>();
        for (SampleCase.Taken taken : each.samples()) {
            Slice slice = slice(taken, subscription);
            (random.nextInt(4) == 0 ? late : onTime)
                    .computeIfAbsent(slice, any -> each.folding().start())
                    .add(taken.toObservation());
            byMinute.computeIfAbsent(
                            Slice.minuteOf(taken.occurredAt()),
                            any -> each.folding().start())
                    .add(taken.toObservation());
        }
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        onTime.forEach((slice, fold) -> records.add(ledger(slice, "1", fold, 1, 1)));
        late.forEach((slice, fold) -> records.add(late(slice, LocalDate.EPOCH, "1", fold, 1, 1)));
        LedgerProjection projection = new LedgerProjection(FakeRegistry.client());
        jdbi.useTransaction(transaction -> projection.apply(transaction, records));
        byMinute.forEach((minute, fold) -> minutes.add(new FoldedMinute(minute, List.of(), fold.toBytes(), 1)));
    }

    private static Slice slice(SampleCase.Taken taken, @Nullable String subscription) {
        return new Slice(
                TENANT.toString(),
                subscription,
                METER.value(),
                Dimensions.of(Map.of("instance_id", taken.instance(), "region", "eu"))
                        .toJson(),
                Slice.startOf(taken.occurredAt()));
    }

    private UsageReport ask(SampleCase each, WindowSize size, List<String> groupBy, Map<String, Set<String>> filter) {
        return queries.ask(new UsageQuery(TENANT, meter(each.folding()), HOUR, size, groupBy, filter));
    }

    private List<UsageGap> gaps(SampleCase each) {
        UsageQuery query = new UsageQuery(TENANT, meter(each.folding()), HOUR, WindowSize.TOTAL, List.of(), Map.of());
        return queries.gaps(query).stream().map(UsageGap::of).toList();
    }

    private static BigDecimal sum(UsageReport report) {
        return report.data().stream().map(UsageRow::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static org.assertj.core.data.Offset<BigDecimal> hair() {
        return org.assertj.core.data.Offset.offset(new BigDecimal("1E-15"));
    }

    private static Meter meter(Folding folding) {
        return new Meter(
                new MeterId(new UUID(3, 4)),
                TENANT,
                METER,
                RuntimeMetrics.TYPE,
                Aggregation.TIME_WEIGHTED_SUM,
                null,
                RuntimeMetrics.QUANTITY,
                null,
                List.of(),
                List.of("instance_id", "region"),
                null,
                folding.hold(),
                "core-hours",
                Duration.ofHours(1),
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                "",
                1);
    }

    /** Minutes as Pinot has them. */
    private final class HeldMinutes implements Rollups {
        @Override
        public List<Sum> sum(Sums sums, int rowsMax) {
            throw new IllegalStateException("quantities of this meter do not add up");
        }

        @Override
        public List<FoldedMinute> folds(Sums sums, int rowsMax) {
            return minutes.stream()
                    .filter(minute -> sums.window().contains(minute.start()))
                    .toList();
        }
    }
}

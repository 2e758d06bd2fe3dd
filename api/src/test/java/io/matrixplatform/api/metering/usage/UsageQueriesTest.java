package io.matrixplatform.api.metering.usage;

import static io.matrixplatform.api.testing.Conclusions.late;
import static io.matrixplatform.api.testing.Conclusions.ledger;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matrixplatform.api.metering.ledger.Ledger;
import io.matrixplatform.api.metering.ledger.LedgerProjection;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.api.testing.FakeRegistry;
import io.matrixplatform.api.testing.TestDatabase;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.metering.Dimensions;
import io.matrixplatform.model.metering.MeterKey;
import io.matrixplatform.model.metering.Slice;
import io.matrixplatform.model.time.TimeWindow;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ten days of minutes: all of them in the ledger, and in the rollups those of the last seven days and a few older ones. */
class UsageQueriesTest {
    private static final TenantId TENANT = new TenantId(new UUID(1, 2));
    private static final TenantId OTHER = new TenantId(new UUID(1, 3));
    private static final MeterKey METER = new MeterKey("tokens.input");
    private static final Instant NOW = Instant.parse("2026-11-20T09:41:17Z");
    private static final Instant FIRST = Instant.parse("2026-11-10T00:00:00Z");
    private static final Duration KEPT = Duration.ofDays(7);

    private final Jdbi jdbi = TestDatabase.without("metering.usage_ledger", "metering.late_usage");
    private final List<Usage> all = new ArrayList<>();
    private final UsageQueries queries =
            new UsageQueries(new KeptRollups(), new Ledger(jdbi, () -> NOW), KEPT, () -> NOW);

    /** Usage of one minute. */
    private record Usage(TenantId tenant, Instant minute, String model, BigDecimal quantity, boolean late) {}

    @BeforeEach
    void fill() {
        Random random = new Random(7);
        Map<Slice, BigDecimal> ledger = new LinkedHashMap<>();
        Map<Slice, BigDecimal> late = new LinkedHashMap<>();
        for (int i = 0; i < 4_000; i++) {
            Usage usage = new Usage(
                    random.nextInt(4) == 0 ? OTHER : TENANT,
                    FIRST.plus(Duration.ofMinutes(
                            random.nextInt((int) Duration.between(FIRST, NOW).toMinutes()))),
                    "model-" + random.nextInt(3),
                    new BigDecimal(random.nextInt(1_000_000)).movePointLeft(3),
                    random.nextInt(10) == 0);
            all.add(usage);
            Slice slice = new Slice(
                    usage.tenant().toString(),
                    null,
                    METER.value(),
                    Dimensions.of(Map.of("model", usage.model(), "route", "/v1"))
                            .toJson(),
                    Slice.startOf(usage.minute()));
            (usage.late() ? late : ledger).merge(slice, usage.quantity(), BigDecimal::add);
        }
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        ledger.forEach((slice, quantity) -> records.add(ledger(slice, quantity.toPlainString(), 1, 1)));
        late.forEach((slice, quantity) -> records.add(
                late(slice, LocalDate.ofInstant(slice.start(), ZoneOffset.UTC), quantity.toPlainString(), 1, 1)));
        LedgerProjection projection = new LedgerProjection(FakeRegistry.client());
        jdbi.useTransaction(transaction -> projection.apply(transaction, records));
    }

    @Test
    void countsEveryFactOnceOnBothSidesOfTheSeam() {
        for (WindowSize size : List.of(WindowSize.HOUR, WindowSize.DAY, WindowSize.TOTAL)) {
            TimeWindow window = new TimeWindow(FIRST, Instant.parse("2026-11-21T00:00:00Z"));

            UsageQueries.Answer answer = queries.sum(sums(window, size));

            assertThat(total(answer))
                    .as(size.toString())
                    .isEqualByComparingTo(expected(window, "model-0", "model-1", "model-2"));
            assertThat(answer.sums()).extracting(Sum::start).doesNotHaveDuplicates();
            assertThat(answer.sources()).hasSize(2);
            assertThat(answer.sources().get(0).to())
                    .isEqualTo(answer.sources().get(1).from());
        }
    }

    @Test
    void putsTheSeamAtTheFirstFullWindowOfWhichEveryRollupIsKept() {
        assertThat(Seam.of(WindowSize.DAY, NOW.minus(KEPT)).at()).isEqualTo("2026-11-14T00:00:00Z");
        assertThat(Seam.of(WindowSize.HOUR, NOW.minus(KEPT)).at()).isEqualTo("2026-11-13T10:00:00Z");
        assertThat(Seam.of(WindowSize.TOTAL, NOW.minus(KEPT)).at()).isEqualTo("2026-11-13T09:45:00Z");
        assertThat(Seam.of(WindowSize.HOUR, Instant.parse("2026-11-13T10:00:00Z"))
                        .at())
                .isEqualTo("2026-11-13T10:00:00Z");
    }

    @Test
    void groupsAndFiltersAlikeInBothStores() {
        TimeWindow window = new TimeWindow(FIRST.plusSeconds(900), Instant.parse("2026-11-20T09:00:00Z"));
        Sums sums = new Sums(
                Sums.Whose.of(TENANT),
                List.of(METER),
                window,
                WindowSize.TOTAL,
                false,
                List.of("model"),
                Map.of("model", Set.of("model-0", "model-2"), "route", Set.of("/v1")));

        List<Sum> rows = queries.sum(sums).sums();

        assertThat(rows).extracting(Sum::dimensions).containsExactly(List.of("model-0"), List.of("model-2"));
        assertThat(rows.get(0).quantity()).isEqualByComparingTo(expected(window, "model-0"));
        assertThat(rows.get(1).quantity()).isEqualByComparingTo(expected(window, "model-2"));
    }

    @Test
    void sumsAllTenantsForTheOperatorEachByItself() {
        TimeWindow window = new TimeWindow(FIRST, Instant.parse("2026-11-20T09:00:00Z"));
        Sums sums = Sums.of(Sums.Whose.ALL, List.of(METER), window, WindowSize.TOTAL)
                .byEachTenant();

        List<Sum> rows = queries.sum(sums).sums();

        assertThat(rows).extracting(Sum::tenant).containsExactly(TENANT.toString(), OTHER.toString());
        assertThat(rows.get(0).quantity()).isEqualByComparingTo(expected(window, "model-0", "model-1", "model-2"));
    }

    @Test
    void doesNotAskTheStoreWhoseTimeItIsNot() {
        TimeWindow old = new TimeWindow(FIRST, FIRST.plus(Duration.ofDays(1)));
        TimeWindow fresh = new TimeWindow(Instant.parse("2026-11-20T08:00:00Z"), Instant.parse("2026-11-20T09:00:00Z"));

        assertThat(queries.sum(sums(old, WindowSize.HOUR)).sources())
                .extracting(UsageSource::source)
                .containsExactly(UsageSource.Store.LEDGER);
        assertThat(queries.sum(sums(fresh, WindowSize.MINUTE)).sources())
                .extracting(UsageSource::source)
                .containsExactly(UsageSource.Store.ROLLUPS);
        assertThatThrownBy(() -> queries.sum(sums(old, WindowSize.MINUTE))).isInstanceOf(ProblemException.class);
    }

    private static Sums sums(TimeWindow window, WindowSize size) {
        return Sums.of(Sums.Whose.of(TENANT), List.of(METER), window, size);
    }

    private BigDecimal expected(TimeWindow window, String... models) {
        return all.stream()
                .filter(usage -> usage.tenant().equals(TENANT) && window.contains(usage.minute()))
                .filter(usage -> Set.of(models).contains(usage.model()))
                .map(Usage::quantity)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal total(UsageQueries.Answer answer) {
        return answer.sums().stream().map(Sum::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Rollups as Pinot keeps them: everything of the last seven days, and of older minutes some and not others. */
    private final class KeptRollups implements Rollups {
        @Override
        public List<Sum> sum(Sums sums, int rowsMax) {
            Map<List<Object>, Sum> rows = new LinkedHashMap<>();
            all.stream()
                    .filter(usage -> usage.minute().isAfter(NOW.minus(KEPT))
                            || usage.minute().getEpochSecond() % 7 == 0)
                    .filter(usage -> sums.whose().tenant() == null
                            || usage.tenant().equals(sums.whose().tenant()))
                    .filter(usage -> sums.window().contains(usage.minute()))
                    .filter(usage -> sums.filter()
                            .getOrDefault("model", Set.of(usage.model()))
                            .contains(usage.model()))
                    .forEach(usage -> {
                        Sum row = row(sums, usage);
                        rows.merge(
                                List.of(row.start(), String.valueOf(row.tenant()), row.dimensions()), row, Sum::plus);
                    });
            return List.copyOf(rows.values());
        }

        @Override
        public List<FoldedMinute> folds(Sums sums, int rowsMax) {
            throw new IllegalStateException("no meter here folds");
        }

        private Sum row(Sums sums, Usage usage) {
            return new Sum(
                    sums.size() == WindowSize.TOTAL
                            ? sums.window().start()
                            : TimeWindow.containing(usage.minute(), sums.size().step())
                                    .start(),
                    sums.byTenant() ? usage.tenant().toString() : null,
                    METER,
                    sums.groupBy().isEmpty() ? List.of() : List.of(usage.model()),
                    usage.quantity(),
                    1);
        }
    }
}

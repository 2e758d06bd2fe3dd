package io.matrixplatform.model.billing.proration;

import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.model.billing.periods.ZoneTimeline;
import io.matrixplatform.model.billing.proration.Convention.CancelDay;
import io.matrixplatform.model.billing.proration.Convention.ChangeDay;
import io.matrixplatform.model.billing.proration.Convention.Denominator;
import io.matrixplatform.model.billing.proration.Convention.Netting;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProrationPropertiesTest {
    private static final Instant START = Instant.parse("2026-04-01T00:00:00Z");
    private static final long SECONDS = 30 * 86_400;
    private static final Whole APRIL = new Whole(START, START.plusSeconds(SECONDS), ZoneTimeline.of(ZoneOffset.UTC));

    /** Upgrades, downgrades, other quantities, cancellations and resumptions, many of them at one instant. */
    @ParameterizedTest
    @EnumSource(DayCount.class)
    void neverCreditsMoreThanWasCharged(DayCount count) {
        Random random = new Random(23);
        for (int run = 0; run < 2_000; run++) {
            boolean days = count != DayCount.SECOND;
            Convention convention = new Convention(
                    count,
                    pick(Denominator.values(), random),
                    days ? pick(ChangeDay.values(), random) : ChangeDay.NEW,
                    days ? pick(CancelDay.values(), random) : CancelDay.CREDITED,
                    pick(Netting.values(), random));
            Instant from = START.plusSeconds(random.nextInt(10) * 86_400L);
            BigDecimal charged = random.nextInt(3) == 0 ? cents(random) : null;
            Proration.Opening opening = new Proration.Opening(APRIL, item(random), from, charged);

            BigDecimal creditable = charged == null ? BigDecimal.ZERO : charged;
            BigDecimal net = creditable;
            for (ProratedLine line : new Proration(convention, 2).lines(opening, changes(random))) {
                boolean charge = line.type() == ProratedLine.Type.CHARGE;
                creditable = charge ? line.amount() : creditable.add(line.amount());
                net = net.add(line.amount());
                assertThat(line.amount().signum()).isNotEqualTo(charge ? -1 : 1);
                assertThat(creditable).isNotNegative();
            }
            assertThat(net).isNotNegative();
        }
    }

    private static List<Change> changes(Random random) {
        List<Change> changes = new ArrayList<>();
        boolean active = true;
        Instant at = START;
        for (int i = random.nextInt(8); i > 0; i--) {
            at = at.plusSeconds(random.nextInt(4) * 86_400L + (random.nextBoolean() ? 0 : random.nextInt(40_000)));
            if (random.nextInt(3) > 0) {
                changes.add(new Change.Switch(at, item(random)));
            } else {
                changes.add(active ? new Change.Cancel(at) : new Change.Resume(at));
                active = !active;
            }
        }
        return changes;
    }

    @Test
    void sumsUpToTheExactPriceOfTheTime() {
        Random random = new Random(5);
        for (Netting netting : Netting.values()) {
            for (int run = 0; run < 2_000; run++) {
                Convention convention =
                        new Convention(DayCount.SECOND, Denominator.WHOLE, ChangeDay.NEW, CancelDay.CREDITED, netting);
                List<Change> changes = new ArrayList<>();
                BigDecimal exact = BigDecimal.ZERO;
                long since = 0;
                BigDecimal price = cents(random);
                Proration.Opening opening = new Proration.Opening(APRIL, new Item(price, BigDecimal.ONE), START, null);
                for (int i = random.nextInt(6); i > 0; i--) {
                    long second = since + random.nextInt((int) (SECONDS - since));
                    exact = exact.add(price.multiply(BigDecimal.valueOf(second - since)));
                    since = second;
                    price = cents(random);
                    changes.add(new Change.Switch(START.plusSeconds(second), new Item(price, BigDecimal.ONE)));
                }
                exact = exact.add(price.multiply(BigDecimal.valueOf(SECONDS - since)))
                        .divide(BigDecimal.valueOf(SECONDS), 10, RoundingMode.HALF_UP);

                List<ProratedLine> lines = new Proration(convention, 2).lines(opening, changes);

                BigDecimal net = lines.stream().map(ProratedLine::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
                BigDecimal drift = net.subtract(exact).abs();
                BigDecimal halfCents = BigDecimal.valueOf(lines.size()).multiply(new BigDecimal("0.005000001"));
                assertThat(drift)
                        .isLessThanOrEqualTo(netting == Netting.CUMULATIVE ? new BigDecimal("0.011") : halfCents);
            }
        }
    }

    private static <T> T pick(T[] all, Random random) {
        return all[random.nextInt(all.length)];
    }

    private static Item item(Random random) {
        return new Item(cents(random), BigDecimal.valueOf(random.nextInt(4)));
    }

    private static BigDecimal cents(Random random) {
        return BigDecimal.valueOf(random.nextInt(100_000), 2);
    }
}

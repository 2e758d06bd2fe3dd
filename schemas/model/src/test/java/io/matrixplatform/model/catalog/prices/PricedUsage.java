package io.matrixplatform.model.catalog.prices;

import static io.matrixplatform.model.catalog.prices.PriceSamples.tier;

import io.matrixplatform.model.metering.Dimensions;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A price of each model there is, and usage in the form it needs: for what must hold whatever the model. */
public record PricedUsage(Price price, Form form) {
    private static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-04-01T00:00:00Z");
    private static final List<Tier> TIERS =
            List.of(tier("10", "0.3333", "1"), tier("25", "0.25", "0"), tier(null, "0.1111", "2"));

    /** What a model rates. */
    public enum Form {
        TOTAL,
        EVENTS,
        CELLS,
        LEVELS
    }

    /** Something that is used, or given back where the quantity is below zero. */
    public record Happening(Instant at, BigDecimal quantity, BigDecimal price, Dimensions cell) {}

    public static List<PricedUsage> ofEveryModel() {
        Price unit = new PerUnit(new BigDecimal("0.017"));
        Price graduated = new Graduated(TIERS, ZeroUsage.CHARGE);
        return List.of(
                new PricedUsage(new Flat(BigDecimal.TEN, ZeroUsage.FREE), Form.TOTAL),
                new PricedUsage(unit, Form.TOTAL),
                new PricedUsage(graduated, Form.TOTAL),
                new PricedUsage(new Volume(TIERS, ZeroUsage.CHARGE), Form.TOTAL),
                new PricedUsage(new PackagePrice(BigDecimal.TEN, new BigDecimal("7"), BigDecimal.ONE), Form.TOTAL),
                new PricedUsage(
                        new Percentage(
                                new BigDecimal("2.9"),
                                new BigDecimal("0.3"),
                                new BigDecimal("0.5"),
                                new BigDecimal("9"),
                                3,
                                BigDecimal.TEN),
                        Form.EVENTS),
                new PricedUsage(new GraduatedPercentage(TIERS, ZeroUsage.FREE), Form.TOTAL),
                new PricedUsage(new Dynamic(new BigDecimal("1.2")), Form.EVENTS),
                new PricedUsage(
                        new Matrix(List.of(
                                new Matrix.Entry(Dimensions.of(Map.of()), unit),
                                new Matrix.Entry(Dimensions.of(Map.of("model", "a")), graduated))),
                        Form.CELLS),
                new PricedUsage(new Capacity(graduated), Form.LEVELS),
                new PricedUsage(new TimeWeighted(graduated, 9, TimeWeighted.NegativeLevels.KEEP), Form.LEVELS),
                new PricedUsage(new Converted(new BigDecimal("3"), RoundingMode.UP, 0, graduated), Form.TOTAL));
    }

    /** In the order of their times. */
    public static List<Happening> happenings(Random random) {
        List<Happening> happenings = new ArrayList<>();
        Instant at = FROM;
        for (int i = random.nextInt(12); i > 0; i--) {
            happenings.add(new Happening(
                    at,
                    BigDecimal.valueOf(random.nextInt(12_000) - 3_000, 3),
                    BigDecimal.valueOf(random.nextInt(500) - 50, 2),
                    Dimensions.of(Map.of("model", random.nextBoolean() ? "a" : "b"))));
            at = at.plusSeconds(random.nextInt(200_000));
        }
        return happenings;
    }

    /** The usage of the period as it is known once these have happened. */
    public Usage usage(List<Happening> soFar) {
        return switch (form) {
            case TOTAL ->
                new Usage.Total(soFar.stream().map(Happening::quantity).reduce(BigDecimal.ZERO, BigDecimal::add));
            case EVENTS ->
                new Usage.Events(soFar.stream()
                        .map(one -> new Usage.Event(one.quantity(), one.price()))
                        .toList());
            case CELLS -> {
                Map<Dimensions, BigDecimal> cells = new HashMap<>();
                soFar.forEach(one -> cells.merge(one.cell(), one.quantity(), BigDecimal::add));
                yield new Usage.Cells(cells);
            }
            case LEVELS ->
                new Usage.Levels(
                        FROM,
                        TO,
                        BigDecimal.ZERO,
                        soFar.stream()
                                .map(one -> new Usage.Change(one.at(), one.quantity()))
                                .toList());
        };
    }

    @Override
    public String toString() {
        return price.getClass().getSimpleName();
    }
}

package io.matrixplatform.rating.cases;

import io.matrixplatform.model.catalog.prices.Capacity;
import io.matrixplatform.model.catalog.prices.Converted;
import io.matrixplatform.model.catalog.prices.Dynamic;
import io.matrixplatform.model.catalog.prices.Flat;
import io.matrixplatform.model.catalog.prices.Graduated;
import io.matrixplatform.model.catalog.prices.GraduatedPercentage;
import io.matrixplatform.model.catalog.prices.Matrix;
import io.matrixplatform.model.catalog.prices.PackagePrice;
import io.matrixplatform.model.catalog.prices.PerUnit;
import io.matrixplatform.model.catalog.prices.Percentage;
import io.matrixplatform.model.catalog.prices.Price;
import io.matrixplatform.model.catalog.prices.Tier;
import io.matrixplatform.model.catalog.prices.TimeWeighted;
import io.matrixplatform.model.catalog.prices.Usage;
import io.matrixplatform.model.catalog.prices.Volume;
import io.matrixplatform.model.catalog.prices.ZeroUsage;
import io.matrixplatform.model.metering.Dimensions;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prices and usage as cases write them. */
final class PriceReader {
    private enum Model {
        FLAT,
        PER_UNIT,
        GRADUATED,
        VOLUME,
        PACKAGE,
        PERCENTAGE,
        GRADUATED_PERCENTAGE,
        DYNAMIC,
        MATRIX,
        CAPACITY,
        TIME_WEIGHTED,
        CONVERTED
    }

    private PriceReader() {}

    static Price price(Fields price) throws CaseException {
        return switch (price.choice("model", Model.class)) {
            case FLAT -> {
                BigDecimal amount = price.decimal("amount");
                ZeroUsage zero = zeroUsage(price);
                yield price.make(() -> new Flat(amount, zero));
            }
            case PER_UNIT -> {
                BigDecimal unitPrice = price.decimal("unit_price");
                yield price.make(() -> new PerUnit(unitPrice));
            }
            case GRADUATED -> {
                List<Tier> tiers = tiers(price);
                ZeroUsage zero = zeroUsage(price);
                yield price.make(() -> new Graduated(tiers, zero));
            }
            case VOLUME -> {
                List<Tier> tiers = tiers(price);
                ZeroUsage zero = zeroUsage(price);
                yield price.make(() -> new Volume(tiers, zero));
            }
            case GRADUATED_PERCENTAGE -> {
                List<Tier> tiers = tiers(price);
                ZeroUsage zero = zeroUsage(price);
                yield price.make(() -> new GraduatedPercentage(tiers, zero));
            }
            case PACKAGE -> {
                BigDecimal size = price.decimal("size");
                BigDecimal each = price.decimal("price");
                BigDecimal free = optional(price, "free_units", BigDecimal.ZERO);
                yield price.make(() -> new PackagePrice(size, each, free));
            }
            case PERCENTAGE -> percentage(price);
            case DYNAMIC -> {
                BigDecimal multiplier = optional(price, "multiplier", BigDecimal.ONE);
                yield price.make(() -> new Dynamic(multiplier));
            }
            case MATRIX -> matrix(price);
            case CAPACITY -> new Capacity(price(price.object("price")));
            case TIME_WEIGHTED -> {
                Price inner = price(price.object("price"));
                int decimals = price.integer("decimals", 18);
                TimeWeighted.NegativeLevels negative = price.choice(
                        "negative_levels", TimeWeighted.NegativeLevels.class, TimeWeighted.NegativeLevels.CLAMP);
                yield price.make(() -> new TimeWeighted(inner, decimals, negative));
            }
            case CONVERTED -> {
                Price inner = price(price.object("price"));
                BigDecimal per = price.decimal("per");
                RoundingMode rounding = price.choice("rounding", RoundingMode.class, RoundingMode.UP);
                int decimals = price.integer("decimals", 0);
                yield price.make(() -> new Converted(per, rounding, decimals, inner));
            }
        };
    }

    private static Price percentage(Fields price) throws CaseException {
        BigDecimal rate = price.decimal("rate");
        BigDecimal fee = optional(price, "event_fee", BigDecimal.ZERO);
        BigDecimal minimum = price.findDecimal("event_minimum").orElse(null);
        BigDecimal maximum = price.findDecimal("event_maximum").orElse(null);
        Integer freeEvents = price.has("free_events") ? (Integer) price.integer("free_events") : null;
        BigDecimal freeUnits = price.findDecimal("free_units").orElse(null);
        return price.make(() -> new Percentage(rate, fee, minimum, maximum, freeEvents, freeUnits));
    }

    private static Price matrix(Fields price) throws CaseException {
        List<Matrix.Entry> entries = new ArrayList<>();
        for (Fields entry : price.objects("entries")) {
            entries.add(new Matrix.Entry(dimensions(entry, "match"), price(entry.object("price"))));
        }
        return price.make(() -> new Matrix(entries));
    }

    private static List<Tier> tiers(Fields price) throws CaseException {
        List<Tier> tiers = new ArrayList<>();
        for (Fields tier : price.objects("tiers")) {
            @Nullable BigDecimal upTo = tier.findDecimal("up_to").orElse(null);
            BigDecimal unitPrice = optional(tier, "unit_price", BigDecimal.ZERO);
            BigDecimal fixed = optional(tier, "fixed", BigDecimal.ZERO);
            tiers.add(tier.make(() -> new Tier(upTo, unitPrice, fixed)));
        }
        return tiers;
    }

    static Usage usage(Fields input) throws CaseException {
        Fields usage = input.object("usage");
        if (usage.has("quantity")) {
            return new Usage.Total(usage.decimal("quantity"));
        }
        if (usage.has("events")) {
            List<Usage.Event> events = new ArrayList<>();
            for (Fields event : usage.objects("events")) {
                events.add(new Usage.Event(
                        event.decimal("quantity"), event.findDecimal("price").orElse(null)));
            }
            return new Usage.Events(events);
        }
        if (usage.has("cells")) {
            Map<Dimensions, BigDecimal> cells = new HashMap<>();
            for (Fields cell : usage.objects("cells")) {
                cells.merge(dimensions(cell, "dimensions"), cell.decimal("quantity"), BigDecimal::add);
            }
            return new Usage.Cells(cells);
        }
        return levels(usage);
    }

    private static Usage levels(Fields usage) throws CaseException {
        Instant from = usage.instant("from");
        Instant to = usage.instant("to");
        BigDecimal initial = optional(usage, "initial", BigDecimal.ZERO);
        List<Usage.Change> changes = new ArrayList<>();
        for (Fields change : usage.objects("changes")) {
            changes.add(new Usage.Change(change.instant("at"), change.decimal("level")));
        }
        return usage.make(() -> new Usage.Levels(from, to, initial, changes));
    }

    private static Dimensions dimensions(Fields holder, String name) throws CaseException {
        Map<String, String> values = new HashMap<>();
        Fields dimensions = holder.object(name);
        for (String dimension : dimensions.names()) {
            values.put(dimension, dimensions.text(dimension));
        }
        return Dimensions.of(values);
    }

    private static ZeroUsage zeroUsage(Fields price) throws CaseException {
        return price.choice("zero_usage", ZeroUsage.class, ZeroUsage.CHARGE);
    }

    static BigDecimal optional(Fields fields, String name, BigDecimal otherwise) throws CaseException {
        return fields.findDecimal(name).orElse(otherwise);
    }
}

package io.matrixplatform.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Where a benchmark says what it found: one JSON line per figure on one stream, progress for people on the other. */
public final class Figures {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final MathContext DIGITS = new MathContext(4);

    private final String bench;
    private final PrintStream out;
    private final PrintStream err;

    public Figures(String bench, PrintStream out, PrintStream err) {
        this.bench = bench;
        this.out = out;
        this.err = err;
    }

    /** A figure that stands by itself. */
    public void figure(String name, double value, String unit) {
        print(name, value, unit, null);
    }

    /** @param baseline what {@code value} is compared with, with its own figure: {@code bare producer 412000 events/s} */
    public void figure(String name, double value, String unit, String baseline) {
        print(name, value, unit, baseline);
    }

    /** Something for people: what is being done now. */
    public void progress(String message) {
        err.println("bench " + bench + ": " + message);
    }

    private void print(String name, double value, String unit, @Nullable String baseline) {
        ObjectNode line = JSON.createObjectNode().put("bench", bench).put("figure", name);
        line.put("value", rounded(value)).put("unit", unit);
        if (baseline != null) {
            line.put("baseline", baseline);
        }
        try {
            out.println(JSON.writeValueAsString(line));
        } catch (JsonProcessingException impossible) {
            throw new AssertionError("a figure is always JSON", impossible);
        }
        out.flush();
    }

    /** Four significant digits, and never the digits of a whole number cut off. */
    private static BigDecimal rounded(double value) {
        BigDecimal exact = new BigDecimal(value);
        return Math.abs(value) >= 1_000 ? exact.setScale(0, RoundingMode.HALF_UP) : exact.round(DIGITS);
    }
}

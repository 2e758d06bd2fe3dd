package io.matrixplatform.replay.counting;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One figure of one tenant, as it should be and as each place has it.
 *
 * @param found by place
 * @param tolerated how far, of what is expected, a place may be off; 0 for not at all
 */
public record Comparison(String tenant, String what, String expected, Map<String, String> found, double tolerated) {
    public Comparison {
        found = new LinkedHashMap<>(found);
    }

    public Comparison(String tenant, String what, String expected, Map<String, String> found) {
        this(tenant, what, expected, found, 0);
    }

    @Override
    public String toString() {
        return tenant + ": " + what + " " + expected + " " + found + (tolerated == 0 ? "" : " within " + tolerated);
    }

    List<String> faults() {
        return found.entrySet().stream()
                .filter(place -> !isRight(place.getValue()))
                .map(place -> place.getKey() + ", " + tenant + ": " + what + " is " + place.getValue() + " and not "
                        + expected)
                .toList();
    }

    private boolean isRight(String value) {
        if (tolerated == 0) {
            return value.equals(expected);
        }
        double wanted = Double.parseDouble(expected);
        return Math.abs(Double.parseDouble(value) - wanted) <= tolerated * Math.abs(wanted);
    }
}

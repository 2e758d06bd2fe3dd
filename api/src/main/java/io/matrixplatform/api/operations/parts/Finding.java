package io.matrixplatform.api.operations.parts;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** @param detail for a person */
public record Finding(State state, String detail) {
    /** How a part is. */
    public enum State {
        UP,
        /** It answers, but is behind or lacks something. */
        DEGRADED,
        DOWN;

        @JsonValue
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Finding up(String detail) {
        return new Finding(State.UP, detail);
    }

    static Finding degraded(String detail) {
        return new Finding(State.DEGRADED, detail);
    }

    static Finding down(String detail) {
        return new Finding(State.DOWN, detail);
    }
}

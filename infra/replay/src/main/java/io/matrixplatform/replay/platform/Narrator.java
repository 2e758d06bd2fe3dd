package io.matrixplatform.replay.platform;

import java.util.function.Supplier;

/** Whom a replay tells what it is doing. */
public interface Narrator {
    /** Says nothing. */
    Narrator SILENT = new Narrator() {
        @Override
        public void update(Supplier<String> status) {}

        @Override
        public void say(String line) {}
    };

    /** How things stand right now; may be asked for less often than it is offered. */
    void update(Supplier<String> status);

    /** Something that stays on the screen. */
    void say(String line);
}

package io.matrixplatform.replay;

/** What befalls the stack while a replay sends. */
public interface Disturbance {
    /** Nothing does. */
    Disturbance NONE = new Disturbance() {
        @Override
        public void begin() {}

        @Override
        public void end() {}
    };

    /** Sending begins. */
    void begin();

    /** Everything was acknowledged. Returns when nothing more befalls the stack, and all of it answers again. */
    void end();
}

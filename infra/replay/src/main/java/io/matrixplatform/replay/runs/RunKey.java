package io.matrixplatform.replay.runs;

/** @param id public form */
public record RunKey(String id, String secret) {
    @Override
    public String toString() {
        return id;
    }
}

package io.matrixplatform.local.command;

/** Whether a person sits in front of it. The script tells: what the JDK says of it changed with version 22. */
final class Terminal {
    private Terminal() {}

    static boolean isPresent() {
        return Boolean.getBoolean("matrix.terminal");
    }
}

package io.matrixplatform.local.server;

/** The order in which a stack is taken down: whoever takes something in first, whoever keeps it last. */
final class Waves {
    static final int DOOR = 1;
    static final int WORKERS = 2;
    static final int STORES = 3;

    private Waves() {}
}

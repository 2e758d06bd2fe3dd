package io.matrixplatform.local.supervisor;

/** Looks after one thing of the stack, on a thread of its own, until it is interrupted or has nothing left to do. */
interface Keeper {
    String name();

    void keep() throws InterruptedException;
}

package io.matrixplatform.ingest.metering;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Waits for the answers to the facts of one request. Thread-safe. */
final class Delivery {
    private final AtomicInteger open;
    private final List<Unconfirmed> unconfirmed = new ArrayList<>();
    private final Consumer<List<Unconfirmed>> answered;

    Delivery(int facts, Consumer<List<Unconfirmed>> answered) {
        this.open = new AtomicInteger(facts);
        this.answered = answered;
    }

    void confirmed() {
        if (open.decrementAndGet() == 0) {
            finish();
        }
    }

    void failed(int index, String id, String why) {
        synchronized (unconfirmed) {
            unconfirmed.add(new Unconfirmed(index, id, why));
        }
        confirmed();
    }

    private void finish() {
        synchronized (unconfirmed) {
            unconfirmed.sort(Comparator.comparingInt(Unconfirmed::index));
            answered.accept(List.copyOf(unconfirmed));
        }
    }
}

package io.matrixplatform.model.metering.folds;

import java.util.Comparator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The first few, in an order, of all the keys that were ever named, each with how often it was added less how often it was
 * removed. A key that was named stays, also at zero: only so does what is kept not depend on the order of the naming.
 */
final class FirstKeys<K> {
    private final NavigableMap<K, Long> nets;
    private final int limit;
    private boolean more;

    FirstKeys(Comparator<? super K> order, int limit) {
        this.nets = new TreeMap<>(order);
        this.limit = limit;
    }

    void count(K key, long times) {
        boolean full = nets.size() == limit;
        if (full && nets.comparator().compare(key, nets.lastKey()) > 0) {
            more = true;
            return;
        }
        nets.merge(key, times, Long::sum);
        if (nets.size() > limit) {
            nets.pollLastEntry();
            more = true;
        }
    }

    void merge(FirstKeys<K> other) {
        other.nets.forEach(this::count);
        more |= other.more;
    }

    /** The first that was added more often than removed. */
    Optional<K> firstHeld() {
        for (Map.Entry<K, Long> entry : nets.entrySet()) {
            if (entry.getValue() > 0) {
                return Optional.of(entry.getKey());
            }
        }
        return Optional.empty();
    }

    /** How many of the kept ones were added more often than removed. */
    int held() {
        return (int) nets.values().stream().filter(net -> net > 0).count();
    }

    /** Whether keys were named that are not kept. */
    boolean hasMore() {
        return more;
    }

    /** The last one kept. There is one as soon as anything was named. */
    K last() {
        return nets.lastKey();
    }

    void copyTo(FirstKeys<K> copy) {
        copy.nets.putAll(nets);
        copy.more = more;
    }

    void write(FoldWriter out, BiConsumer<FoldWriter, K> writeKey) {
        out.writeByte(more ? 1 : 0);
        out.writeNumber(nets.size());
        nets.forEach((key, net) -> {
            writeKey.accept(out, key);
            out.writeNumber(net);
        });
    }

    void read(FoldReader in, Function<FoldReader, K> readKey) {
        more = in.readByte() == 1;
        for (int left = in.readCount(limit); left > 0; left--) {
            K key = readKey.apply(in);
            nets.put(key, in.readNumber());
        }
    }
}

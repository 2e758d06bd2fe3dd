package io.matrixplatform.api.access.keyusage;

import static io.matrixplatform.api.platform.problems.ProblemType.KEY_USAGE_UNAVAILABLE;

import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.model.ids.ApiKeyId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyWindowStore;
import org.apache.kafka.streams.state.WindowStoreIterator;
import org.jspecify.annotations.Nullable;

/** How the keys were used of late, put together from all partitions. Thread-safe. */
public final class KeyUsages {
    private static final Duration SHOWN = Duration.ofDays(2);

    private final Supplier<List<Part>> parts;
    private final InstantSource clock;

    /** What one partition knows. */
    record Part(ReadOnlyKeyValueStore<String, Long> lastUses, ReadOnlyWindowStore<String, Long> hours) {}

    /** @param parts of all partitions; none while they are not all there */
    KeyUsages(Supplier<List<Part>> parts, InstantSource clock) {
        this.parts = parts;
        this.clock = clock;
    }

    /** Empty if it was never used, or while that is not known. */
    public Optional<Instant> lastUse(ApiKeyId key) {
        try {
            return lastUse(parts.get(), key);
        } catch (InvalidStateStoreException moved) {
            return Optional.empty();
        }
    }

    /** @throws ProblemException {@code KEY_USAGE_UNAVAILABLE} while it is not known */
    public KeyUsage of(ApiKeyId key) {
        try {
            List<Part> all = parts.get();
            if (all.isEmpty()) {
                throw unavailable();
            }
            Instant now = clock.instant();
            SortedMap<Instant, Long> facts = new TreeMap<>();
            for (Part part : all) {
                addHours(part, key, now, facts);
            }
            return new KeyUsage(
                    lastUse(all, key).orElse(null),
                    facts.entrySet().stream()
                            .map(hour -> new KeyUsage.Hour(hour.getKey(), hour.getValue()))
                            .toList());
        } catch (InvalidStateStoreException moved) {
            throw unavailable();
        }
    }

    private static Optional<Instant> lastUse(List<Part> all, ApiKeyId key) {
        @Nullable Long last = null;
        for (Part part : all) {
            @Nullable Long here = part.lastUses().get(key.toString());
            if (here != null && (last == null || here > last)) {
                last = here;
            }
        }
        return Optional.ofNullable(last).map(Instant::ofEpochMilli);
    }

    private static void addHours(Part part, ApiKeyId key, Instant now, SortedMap<Instant, Long> facts) {
        try (WindowStoreIterator<Long> found =
                part.hours().fetch(key.toString(), now.minus(SHOWN), now.plus(KeyUsageTopology.HOUR))) {
            while (found.hasNext()) {
                KeyValue<Long, Long> hour = found.next();
                facts.merge(Instant.ofEpochMilli(hour.key), hour.value, Long::sum);
            }
        }
    }

    private static ProblemException unavailable() {
        return new ProblemException(KEY_USAGE_UNAVAILABLE, "the counts are being put together; try again in a moment");
    }
}

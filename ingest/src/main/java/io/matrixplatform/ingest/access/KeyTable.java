package io.matrixplatform.ingest.access;

import io.matrixplatform.events.Topic;
import io.matrixplatform.events.Topics;
import io.matrixplatform.events.access.ApiKeyState;
import io.matrixplatform.events.registry.RecordDecoder;
import io.matrixplatform.events.registry.UndecodableException;
import io.matrixplatform.model.access.ApiKeySecret;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every API key by the hash of its secret, decoded, for reading on the hot path. Written by one thread, read by any.
 *
 * <p>A revoked key stays, so that an older state of it cannot bring it back.
 */
public final class KeyTable implements StateTable {
    private static final Logger LOG = LoggerFactory.getLogger(KeyTable.class);

    private final RecordDecoder<ApiKeyState> decoder;
    private final Map<KeyHash, KnownKey> byHash = new ConcurrentHashMap<>();
    private final Shared<Set<String>> scopes = new Shared<>();
    private final Shared<String> plans = new Shared<>();
    private volatile Instant fedAt = Instant.MIN;

    public KeyTable(RecordDecoder<ApiKeyState> decoder) {
        this.decoder = decoder;
    }

    public Optional<KnownKey> find(ApiKeySecret secret) {
        return Optional.ofNullable(byHash.get(KeyHash.of(secret)));
    }

    public int size() {
        return byHash.size();
    }

    /** How long ago the last heartbeat was written; more than a century while there was none. */
    public Duration age(Instant now) {
        return Duration.between(fedAt.equals(Instant.MIN) ? Instant.EPOCH.minusSeconds(1) : fedAt, now);
    }

    @Override
    public Topic topic() {
        return Topics.ACCESS_API_KEY_STATE;
    }

    @Override
    public boolean apply(String key, byte @Nullable [] value, Instant writtenAt) {
        if (key.equals(HEARTBEAT)) {
            fedAt = writtenAt.isAfter(fedAt) ? writtenAt : fedAt;
            return false;
        }
        try {
            KeyHash hash = KeyHash.parse(key);
            if (value == null) {
                return byHash.remove(hash) != null;
            }
            KnownKey next = KnownKey.of(decoder.decode(value), scopes, plans);
            KnownKey known = byHash.get(hash);
            if (known != null && next.version() < known.version()) {
                return false;
            }
            byHash.put(hash, next);
            return true;
        } catch (UndecodableException | IllegalArgumentException unreadable) {
            LOG.atError().setCause(unreadable).log("an API key state cannot be read; the table keeps what it had");
            return false;
        }
    }
}

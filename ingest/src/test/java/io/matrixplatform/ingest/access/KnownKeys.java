package io.matrixplatform.ingest.access;

import io.matrixplatform.events.Topics;
import io.matrixplatform.events.access.ApiKeyState;
import io.matrixplatform.events.registry.RecordDecoder;
import io.matrixplatform.events.registry.RecordEncoder;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.model.access.ApiKeySecret;
import io.matrixplatform.model.access.buckets.Rate;
import io.matrixplatform.model.network.CountryOf;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Mints keys as the control plane does, and puts them into a table as the topic would. */
public final class KnownKeys {
    public static final String TENANT = "ten_0000000000000000000001";
    public static final String PLAN = "free";
    public static final int WRONG_KEYS = 50;
    public static final String KEY = "key_0000000000000000000002";

    private final RecordEncoder<ApiKeyState> encoder;
    private final KeyTable table;

    public KnownKeys(SchemaRegistry registry) {
        encoder = new RecordEncoder<>(Topics.ACCESS_API_KEY_STATE, registry);
        table = new KeyTable(new RecordDecoder<>(Topics.ACCESS_API_KEY_STATE, registry));
    }

    public KeyTable table() {
        return table;
    }

    /** Whom a door lets in that has this table, and takes {@link #WRONG_KEYS} from an address. */
    public Callers callers() {
        return callers(new StaleKeys(Duration.ofSeconds(60), StaleKeys.Then.SERVE), CountryOf.NOTHING);
    }

    Callers callers(StaleKeys stale, CountryOf countries) {
        WrongKeys.Allowance few = new WrongKeys.Allowance(new Rate(1, WRONG_KEYS), 1_000);
        return new Callers(table, stale, countries, new WrongKeys(few, System::nanoTime));
    }

    public ApiKeySecret add(String... scopes) {
        return add(null, null, scopes);
    }

    public ApiKeySecret add(@Nullable Instant expiresAt, @Nullable Instant revokedAt, String... scopes) {
        ApiKeySecret secret = ApiKeySecret.mint(new SecureRandom());
        table.apply(secret.hash(), bytes(state(secret, 1, expiresAt, revokedAt, scopes)), Instant.EPOCH);
        return secret;
    }

    /** A key that may write usage, as far as {@code narrow} lets it. */
    public ApiKeySecret add(UnaryOperator<ApiKeyState.Builder> narrow) {
        ApiKeySecret secret = ApiKeySecret.mint(new SecureRandom());
        ApiKeyState state = narrow.apply(stateOf(secret, 1, "usage:write")).build();
        table.apply(secret.hash(), bytes(state), Instant.EPOCH);
        return secret;
    }

    public void heartbeat(Instant at) {
        table.apply(KeyTable.HEARTBEAT, null, at);
    }

    byte[] bytes(ApiKeyState state) {
        return encoder.encode(state);
    }

    /** What the edge knows of a key with which usage may be written, of a subscription; of these models alone if any is named. */
    public static KnownKey ofUsage(String... models) {
        return new KnownKey(
                "key_1",
                "key_1",
                "ten_1",
                "sub_1",
                PLAN,
                Set.of(KnownKey.USAGE_WRITE),
                null,
                false,
                Set.of(models),
                List.of(),
                1);
    }

    static ApiKeyState state(
            ApiKeySecret secret,
            long version,
            @Nullable Instant expiresAt,
            @Nullable Instant revokedAt,
            String... scopes) {
        return stateOf(secret, version, scopes)
                .setExpiresAt(expiresAt)
                .setRevokedAt(revokedAt)
                .build();
    }

    /** To be narrowed and built. */
    static ApiKeyState.Builder stateOf(ApiKeySecret secret, long version, String... scopes) {
        return ApiKeyState.newBuilder()
                .setKeyId(KEY)
                .setTenantId(TENANT)
                .setKeyHash(secret.hash())
                .setScopes(List.of(scopes))
                .setSubscriptionId("sub_0000000000000000000003")
                .setPlan(PLAN)
                .setVersion(version);
    }
}

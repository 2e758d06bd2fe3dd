package io.matrixplatform.ingest.access;

import static io.matrixplatform.ingest.platform.ProblemType.API_KEYS_STALE;
import static io.matrixplatform.ingest.platform.ProblemType.INSUFFICIENT_SCOPE;
import static io.matrixplatform.ingest.platform.ProblemType.IP_NOT_ALLOWED;

import io.matrixplatform.ingest.platform.ProblemException;
import io.matrixplatform.model.access.ApiKeySecret;
import io.matrixplatform.model.network.CountryOf;
import io.matrixplatform.model.network.TrustedProxies.Client;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Tells who calls by the API key of the request. Thread-safe; asks nothing but memory. */
public final class Callers {
    private static final String BEARER = "bearer ";

    private final KeyTable table;
    private final StaleKeys stale;
    private final CountryOf countries;
    private final WrongKeys wrongKeys;

    public Callers(KeyTable table, StaleKeys stale, CountryOf countries, WrongKeys wrongKeys) {
        this.table = table;
        this.stale = stale;
        this.countries = countries;
        this.wrongKeys = wrongKeys;
    }

    /**
     * @param authorization the header as sent
     * @throws ProblemException {@code INVALID_API_KEY}, the same for every reason, or {@code TOO_MANY_WRONG_KEYS}; {@code
     *     IP_NOT_ALLOWED}; {@code INSUFFICIENT_SCOPE}; {@code API_KEYS_STALE} if the table is too old and the edge was told to fail then, or the key is not in it
     */
    public KnownKey mayWriteUsage(@Nullable String authorization, Client client, Instant now) {
        return require(KnownKey.USAGE_WRITE, authorization, client, now);
    }

    /** The same for calls of models; which models, {@link KnownKey#mayUse} says. */
    public KnownKey mayCallModels(@Nullable String authorization, Client client, Instant now) {
        return require(KnownKey.INFERENCE, authorization, client, now);
    }

    private KnownKey require(String scope, @Nullable String authorization, Client client, Instant now) {
        KnownKey key = find(authorization, now);
        if (key == null) {
            throw wrongKeys.refusal(authorization != null, client);
        }
        if (!key.mayComeFrom(client, countries)) {
            throw new ProblemException(IP_NOT_ALLOWED, "requests from your address are not allowed");
        }
        if (!key.has(scope)) {
            throw new ProblemException(INSUFFICIENT_SCOPE, "the API key needs the scope " + scope);
        }
        return key;
    }

    private @Nullable KnownKey find(@Nullable String authorization, Instant now) {
        if (authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return null;
        }
        ApiKeySecret secret =
                ApiKeySecret.parse(authorization.substring(BEARER.length())).orElse(null);
        if (secret == null) {
            return null;
        }
        if (stale.refuses(table.age(now))) {
            throw new ProblemException(API_KEYS_STALE, "the table of API keys is too old to be trusted");
        }
        KnownKey key = table.find(secret).orElse(null);
        if (key == null && stale.isStale(table.age(now))) {
            // A client that is told that its key is no good does not come again.
            throw new ProblemException(API_KEYS_STALE, "API keys are still being read; send it again");
        }
        return key != null && key.isUsableAt(now) ? key : null;
    }
}

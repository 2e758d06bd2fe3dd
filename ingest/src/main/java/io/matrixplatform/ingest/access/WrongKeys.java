package io.matrixplatform.ingest.access;

import static io.matrixplatform.ingest.platform.ProblemType.INVALID_API_KEY;
import static io.matrixplatform.ingest.platform.ProblemType.TOO_MANY_WRONG_KEYS;
import static java.util.Objects.requireNonNull;

import io.matrixplatform.ingest.platform.ProblemException;
import io.matrixplatform.model.access.buckets.Buckets;
import io.matrixplatform.model.access.buckets.Rate;
import io.matrixplatform.model.access.buckets.Verdict;
import io.matrixplatform.model.network.TrustedProxies.Client;
import java.util.function.LongSupplier;

/**
 * Answers wrong keys, of which each client address may show so many before it is told to wait. A right key is let in whatever
 * came from its address before: 190 bits are guessed at no rate, and nobody who shares an address with others may stop their
 * traffic. Thread-safe.
 */
public final class WrongKeys {
    private final Buckets addresses;

    /**
     * @param rate of wrong keys from one client address
     * @param maxAddresses that are told apart at once
     */
    public record Allowance(Rate rate, int maxAddresses) {
        public Allowance {
            requireNonNull(rate, "rate");
            if (maxAddresses < 1) {
                throw new IllegalArgumentException("maxAddresses must be at least 1, not " + maxAddresses);
            }
        }
    }

    /** @param nanos a clock that never steps back */
    public WrongKeys(Allowance allowance, LongSupplier nanos) {
        addresses = new Buckets(allowance.rate(), allowance.maxAddresses(), nanos);
    }

    /**
     * The same for every reason.
     *
     * @param isShown whether there was a key at all; none costs nothing
     */
    ProblemException refusal(boolean isShown, Client client) {
        if (isShown) {
            Verdict verdict = addresses.take(client.limitKey());
            if (!verdict.isAllowed()) {
                return ProblemException.retryAfter(
                        TOO_MANY_WRONG_KEYS,
                        "too many wrong API keys came from your address; wait before you send another",
                        verdict.retryAfterSeconds());
            }
        }
        return new ProblemException(INVALID_API_KEY, "send a valid API key: Authorization: Bearer mtx_live_…");
    }
}

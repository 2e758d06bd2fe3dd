package io.matrixplatform.api.inference.routes;

import io.matrixplatform.api.platform.problems.InvalidFields;
import io.matrixplatform.model.inference.CredentialName;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model's route is to be.
 *
 * @param upstreams in the order they are tried
 * @param contextTokens how much the model reads and writes in one call; null if it is not known
 * @param maxOutputTokens how much it writes in one call; null if it is not known
 */
public record WantedRoute(
        @NotNull(message = "is required") List<Upstream> upstreams,
        @Nullable Long contextTokens,
        @Nullable Long maxOutputTokens) {
    private static final int MOST_UPSTREAMS = 8;
    private static final int MOST_RETRIES = 3;
    private static final int LONGEST_NAME = 128;
    /** Beyond what callers wait for, and within what the edge keeps a silent caller's connection open. */
    private static final Duration LONGEST = Duration.ofMinutes(4);

    private static final Duration SHORTEST = Duration.ofMillis(50);

    /** @throws io.matrixplatform.api.platform.problems.ProblemException {@code INVALID_FIELD}, naming each bad field */
    void refuseNonsense(UpstreamReach reach, String at) {
        InvalidFields invalid = new InvalidFields();
        invalid.body(
                        !upstreams.isEmpty() && upstreams.size() <= MOST_UPSTREAMS,
                        at + "/upstreams",
                        "from 1 to " + MOST_UPSTREAMS)
                .body(contextTokens == null || contextTokens > 0, at + "/context_tokens", "at least 1")
                .body(maxOutputTokens == null || maxOutputTokens > 0, at + "/max_output_tokens", "at least 1");
        for (int i = 0; i < upstreams.size(); i++) {
            check(upstreams.get(i), reach, invalid, at + "/upstreams/" + i);
        }
        invalid.refuse();
    }

    private static void check(@Nullable Upstream upstream, UpstreamReach reach, InvalidFields invalid, String at) {
        if (upstream == null) {
            invalid.body(false, at, "is required");
            return;
        }
        invalid.body(isName(upstream.provider()), at + "/provider", "a name of up to 128 characters, without spaces")
                .body(isName(upstream.model()), at + "/model", "a name of up to 128 characters, without spaces")
                .body(isLength(upstream.connectTimeout()), at + "/connect_timeout", "from PT0.05S to PT4M")
                .body(isLength(upstream.firstByteTimeout()), at + "/first_byte_timeout", "from PT0.05S to PT4M")
                .body(isLength(upstream.idleTimeout()), at + "/idle_timeout", "from PT0.05S to PT4M");
        Integer retries = upstream.retries();
        invalid.body(retries == null || (retries >= 0 && retries <= MOST_RETRIES), at + "/retries", "from 0 to 3");
        String baseUrl = upstream.baseUrl();
        if (baseUrl == null) {
            invalid.body(false, at + "/base_url", "is required");
        } else {
            reach.whyNot(baseUrl).ifPresent(reason -> invalid.body(false, at + "/base_url", reason));
        }
        checkCredential(upstream.credential(), invalid, at + "/credential");
    }

    private static void checkCredential(@Nullable String credential, InvalidFields invalid, String at) {
        if (credential != null) {
            try {
                CredentialName.parse(credential);
            } catch (IllegalArgumentException wrong) {
                invalid.body(false, at, String.valueOf(wrong.getMessage()));
            }
        }
    }

    private static boolean isName(@Nullable String text) {
        return text != null
                && !text.isEmpty()
                && text.length() <= LONGEST_NAME
                && text.chars().noneMatch(Character::isWhitespace);
    }

    private static boolean isLength(@Nullable Duration length) {
        return length == null || (length.compareTo(SHORTEST) >= 0 && length.compareTo(LONGEST) <= 0);
    }
}

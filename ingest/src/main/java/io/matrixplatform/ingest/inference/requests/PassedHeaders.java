package io.matrixplatform.ingest.inference.requests;

import static io.matrixplatform.ingest.platform.ProblemType.INVALID_CALL;

import io.matrixplatform.ingest.platform.ProblemException;
import io.matrixplatform.model.inference.ApiDialect;
import io.vertx.core.MultiMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The headers that belong to the dialect of a request, and go on with a call. */
public final class PassedHeaders {
    private static final String VERSION = "anthropic-version";
    private static final String BETA = "anthropic-beta";
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private PassedHeaders() {}

    /** The one that a request is of at an address which all dialects have. */
    public static ApiDialect dialect(MultiMap headers) {
        return headers.contains(VERSION) ? ApiDialect.ANTHROPIC : ApiDialect.OPENAI;
    }

    /**
     * @return by name; what a header says is the upstream's business
     * @throws ProblemException {@code INVALID_CALL} if the dialect wants one that is not there
     */
    public static Map<String, String> of(ApiDialect dialect, MultiMap headers) {
        return switch (dialect) {
            case OPENAI -> Map.of();
            case ANTHROPIC -> anthropic(headers);
        };
    }

    private static Map<String, String> anthropic(MultiMap headers) {
        String version = headers.get(VERSION);
        if (version == null || !DATE.matcher(version).matches()) {
            throw new ProblemException(
                    INVALID_CALL, VERSION + ": the header is required, a date such as 2023-06-01", VERSION);
        }
        Map<String, String> passed = new HashMap<>();
        passed.put(VERSION, version);
        List<String> betas = headers.getAll(BETA);
        if (!betas.isEmpty()) {
            passed.put(BETA, String.join(",", betas));
        }
        return passed;
    }
}

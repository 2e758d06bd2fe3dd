package io.matrixplatform.ingest.platform;

/** Every way a request as a whole can fail. The slug is public API; {@code type} is {@code /problems/<slug>}, but for what is registered elsewhere. */
public enum ProblemType {
    MALFORMED_REQUEST(400, "malformed-request", "The request is malformed"),
    INVALID_CALL(400, "invalid-call", "A member of the call is not valid"),
    CALL_REFUSED(400, "call-refused", "The model refused the call"),
    REQUEST_EXCEEDS_LIMIT(400, "request-exceeds-limit", "The call is larger than its limits ever let through"),
    INVALID_API_KEY(401, "invalid-api-key", "The API key is missing or not valid"),
    INSUFFICIENT_SCOPE(403, "insufficient-scope", "The API key may not do this"),
    IP_NOT_ALLOWED(403, "ip-not-allowed", "The address that the request came from is not allowed"),
    MODEL_NOT_ALLOWED(403, "model-not-allowed", "The API key may not use this model"),
    NOT_FOUND(404, "not-found", "There is nothing at this address"),
    MODEL_NOT_FOUND(404, "model-not-found", "There is no such model"),
    METHOD_NOT_ALLOWED(405, "method-not-allowed", "The method is not allowed here"),
    BODY_TOO_SLOW(408, "body-too-slow", "The body did not arrive in time"),
    REQUEST_TOO_LARGE(413, "request-too-large", "The request is too large"),
    URI_TOO_LONG(414, "uri-too-long", "The address of the request is too long"),
    UNSUPPORTED_MEDIA_TYPE(415, "unsupported-media-type", "The body is of a kind that is not understood"),
    TOO_MANY_EVENTS(422, "too-many-events", "The batch has too many events"),
    EVENT_REJECTED(422, "event-rejected", "The event was rejected"),
    QUOTA_EXCEEDED(
            429,
            "quota-exceeded",
            "Request cannot be satisfied as assigned quota has been exceeded",
            "https://iana.org/assignments/http-problem-types#quota-exceeded"),
    TOO_MANY_WRONG_KEYS(429, "too-many-wrong-keys", "Too many wrong API keys came from this address"),
    HEADERS_TOO_LARGE(431, "headers-too-large", "The headers of the request are too large"),
    INTERNAL_ERROR(500, "internal-error", "Something went wrong on our side"),
    UPSTREAM_FAILED(502, "upstream-failed", "The model could not be asked, or broke off"),
    UPSTREAM_BUSY(503, "upstream-busy", "The model takes no more calls at the moment"),
    OVERLOADED(503, "overloaded", "Too much is under way; send it again later"),
    NOT_CONFIRMED(503, "not-confirmed", "The event was not confirmed; send it again with the same id"),
    LOG_UNREACHABLE(503, "log-unreachable", "Nothing was taken in; send it again later"),
    API_KEYS_STALE(503, "api-keys-stale", "API keys cannot be checked at the moment"),
    QUOTA_UNAVAILABLE(503, "quota-unavailable", "Limits cannot be checked at the moment"),
    SHUTTING_DOWN(503, "shutting-down", "This door is closing; send it again"),
    UPSTREAM_TIMEOUT(504, "upstream-timeout", "The model did not answer in time");

    private final int status;
    private final String slug;
    private final String title;
    private final String uri;

    ProblemType(int status, String slug, String title) {
        this(status, slug, title, "/problems/" + slug);
    }

    ProblemType(int status, String slug, String title, String uri) {
        this.uri = uri;
        this.status = status;
        this.slug = slug;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String slug() {
        return slug;
    }

    /** The member {@code type} of the problem. */
    public String uri() {
        return uri;
    }

    public String title() {
        return title;
    }
}

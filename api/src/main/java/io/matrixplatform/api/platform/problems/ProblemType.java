package io.matrixplatform.api.platform.problems;

/** The catalogue of problems. The slug is public API: {@code type} is {@code /problems/<slug>}. */
public enum ProblemType {
    MALFORMED_REQUEST(400, "malformed-request", "The request cannot be read"),
    UNAUTHENTICATED(401, "unauthenticated", "A valid credential is required"),
    WRONG_CREDENTIALS(401, "wrong-credentials", "The e-mail address, password or code is wrong"),
    SECOND_FACTOR_REQUIRED(401, "second-factor-required", "A code of the authenticator app is needed as well"),
    CSRF_TOKEN_MISSING(
            403, "csrf-token-missing", "A request that a session's cookie authenticates lacks its CSRF token"),
    SESSION_REQUIRED(403, "session-required", "Only somebody who is signed in may do this"),
    OPERATOR_ONLY(403, "operator-only", "Only the operator may do this"),
    INSUFFICIENT_SCOPE(403, "insufficient-scope", "The API key or role lacks the scope for this"),
    KEY_EXCEEDS_MAKER(403, "key-exceeds-maker", "A key cannot have more rights than whoever makes it"),
    IP_NOT_ALLOWED(403, "ip-not-allowed", "The address that the request came from is not allowed"),
    PLAN_BY_AGREEMENT(403, "plan-by-agreement", "This plan is agreed with the operator"),
    ROUTE_NOT_FOUND(404, "route-not-found", "There is nothing at this path"),
    TENANT_NOT_FOUND(404, "tenant-not-found", "There is no such tenant"),
    API_KEY_NOT_FOUND(404, "api-key-not-found", "The tenant has no such API key"),
    MEMBER_NOT_FOUND(404, "member-not-found", "The tenant has no such member"),
    INVITATION_NOT_FOUND(
            404, "invitation-not-found", "The invitation is unknown, was accepted or withdrawn, or has expired"),
    LINK_NOT_VALID(404, "link-not-valid", "The link is unknown, was used or has expired"),
    USER_NOT_FOUND(404, "user-not-found", "There is no such user"),
    SESSION_NOT_FOUND(404, "session-not-found", "The user has no such session"),
    SECOND_FACTOR_NOT_ENABLED(404, "second-factor-not-enabled", "The user has no second factor"),
    METER_NOT_FOUND(404, "meter-not-found", "The tenant has no such meter"),
    PLAN_NOT_FOUND(404, "plan-not-found", "There is no such plan"),
    USAGE_RULE_NOT_FOUND(404, "usage-rule-not-found", "The model has no rule of its own"),
    MODEL_ROUTE_NOT_FOUND(404, "model-route-not-found", "The model has no route"),
    QUARANTINED_CALL_NOT_FOUND(404, "quarantined-call-not-found", "No such call is or was in quarantine"),
    BACKFILL_NOT_FOUND(404, "backfill-not-found", "The tenant has no such backfill"),
    CERTIFICATE_NOT_FOUND(404, "certificate-not-found", "The tenant has no such certificate"),
    SUBSCRIPTION_NOT_FOUND(404, "subscription-not-found", "The tenant has no such subscription"),
    METHOD_NOT_ALLOWED(405, "method-not-allowed", "The path does not take this method"),
    NOT_ACCEPTABLE(406, "not-acceptable", "The answer cannot be given in a wanted media type"),
    ALREADY_MEMBER(409, "already-member", "The user is a member of the tenant"),
    LAST_OWNER(409, "last-owner", "A tenant keeps its last owner"),
    INVITATION_NEEDS_SIGN_IN(
            409, "invitation-needs-sign-in", "The invited person has an account and must sign in first"),
    INVITATION_FOR_ANOTHER(409, "invitation-for-another", "The invitation was sent to another e-mail address"),
    TOO_MANY_INVITATIONS(409, "too-many-invitations", "The tenant has too many open invitations"),
    EMAIL_TAKEN(409, "email-taken", "There is a user with this e-mail address"),
    SECOND_FACTOR_ENABLED(409, "second-factor-enabled", "The user has a second factor already"),
    TOO_MANY_API_KEYS(409, "too-many-api-keys", "The tenant has too many API keys in use"),
    API_KEY_NOT_ACTIVE(409, "api-key-not-active", "The API key is expired or revoked"),
    IP_RULES_LOCK_OUT(409, "ip-rules-lock-out", "These rules would lock out whoever sets them"),
    METER_KEY_TAKEN(409, "meter-key-taken", "The tenant already has a meter with this key"),
    USAGE_RULE_EXISTS(409, "usage-rule-exists", "The model already has a rule"),
    MODEL_ROUTE_EXISTS(409, "model-route-exists", "The model already has a route"),
    QUARANTINE_DECIDED(409, "quarantine-decided", "Somebody has decided about this call already"),
    QUARANTINE_EXPIRED(409, "quarantine-expired", "The call is too old to be counted"),
    BACKFILL_UNDER_WAY(409, "backfill-under-way", "Another backfill of the meter is under way"),
    BACKFILL_STATE(409, "backfill-state", "The backfill is in a state in which this cannot be done"),
    BACKFILL_COVERED(409, "backfill-covered", "A later backfill of the same time has to be reversed first"),
    METER_PREDEFINED(409, "meter-predefined", "A predefined meter cannot be changed"),
    TENANT_SUBSCRIBED(409, "tenant-subscribed", "The tenant has a subscription at that time"),
    SUBSCRIPTION_NOT_IN_FORCE(409, "subscription-not-in-force", "The subscription is not in force at that time"),
    PLAN_UNCHANGED(409, "plan-unchanged", "The subscription has this plan at that time already"),
    IDEMPOTENT_ANSWER_SEALED(
            409, "idempotent-answer-sealed", "The stored answer can only be given to the credential that caused it"),
    PRECONDITION_FAILED(412, "precondition-failed", "It has changed since it was read"),
    PAYLOAD_TOO_LARGE(413, "payload-too-large", "The request body is too large"),
    URI_TOO_LONG(414, "uri-too-long", "The address of the request is too long"),
    UNSUPPORTED_MEDIA_TYPE(415, "unsupported-media-type", "The body must be JSON"),
    COUNTRIES_UNKNOWN(422, "countries-unknown", "It is not known here which country an address is in"),
    INVALID_FIELD(422, "invalid-field", "A field or parameter is not valid"),
    IDEMPOTENCY_KEY_REUSED(422, "idempotency-key-reused", "The idempotency key was used for another request"),
    USAGE_TOO_LARGE(422, "usage-too-large", "The answer would have too many rows"),
    USAGE_NOT_KEPT(422, "usage-not-kept", "Usage of that time is not kept in this form any more"),
    RECOUNT_TOO_LARGE(422, "recount-too-large", "The raw log of this time is too large for one recount"),
    PRECONDITION_REQUIRED(428, "precondition-required", "An edit must name the version it is based on"),
    TOO_MANY_ATTEMPTS(429, "too-many-attempts", "This was tried too often"),
    RATE_LIMITED(429, "rate-limited", "Too many requests"),
    HEADERS_TOO_LARGE(431, "headers-too-large", "The headers of the request are too large"),
    REQUEST_REFUSED(400, "request-refused", "The request was refused"),
    INTERNAL_ERROR(500, "internal-error", "Something went wrong on our side"),
    ANALYTICS_UNAVAILABLE(503, "analytics-unavailable", "Usage cannot be looked up right now"),
    LIVE_USAGE_UNAVAILABLE(503, "live-usage-unavailable", "Usage cannot be watched right now"),
    LIVE_VIEWERS_FULL(503, "live-viewers-full", "Too many are watching usage right now"),
    KEY_USAGE_UNAVAILABLE(503, "key-usage-unavailable", "The use of keys is not known right now"),
    RAW_LOG_UNAVAILABLE(503, "raw-log-unavailable", "The raw log cannot be read right now"),
    RECOUNT_BUSY(503, "recount-busy", "Another recount is running"),
    SIGN_IN_BUSY(503, "sign-in-busy", "Too many are signing in at this moment"),
    PREVIEW_BUSY(503, "preview-busy", "Other previews are running"),
    DEPENDENCY_UNAVAILABLE(503, "dependency-unavailable", "A part that this needs cannot be reached right now");

    private final int status;
    private final String slug;
    private final String title;

    ProblemType(int status, String slug, String title) {
        this.status = status;
        this.slug = slug;
        this.title = title;
    }

    /** What is said about an answer that the frameworks gave on their own. */
    static ProblemType ofStatus(int status) {
        return switch (status) {
            case 404 -> ROUTE_NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 413 -> PAYLOAD_TOO_LARGE;
            case 414 -> URI_TOO_LONG;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 431 -> HEADERS_TOO_LARGE;
            default -> status >= 500 ? INTERNAL_ERROR : REQUEST_REFUSED;
        };
    }

    public int status() {
        return status;
    }

    public String slug() {
        return slug;
    }

    public String title() {
        return title;
    }

    /** The problem type URI, a path of this API that answers with what the problem means. */
    public String path() {
        return "/problems/" + slug;
    }

    /** Whether the same request may succeed a little later. */
    public boolean isTemporary() {
        return status == 503;
    }
}

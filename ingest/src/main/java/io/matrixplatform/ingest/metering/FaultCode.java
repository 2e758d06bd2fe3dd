package io.matrixplatform.ingest.metering;

/** Every reason to reject one event. The slug is public API. */
enum FaultCode {
    /** The event, its data or one of its fields is of the wrong JSON kind. */
    WRONG_KIND("wrong-kind"),
    MISSING_FIELD("missing-field"),
    UNKNOWN_FIELD("unknown-field"),
    /** A name occurs twice, or two paths join to one name. */
    DUPLICATE_FIELD("duplicate-field"),
    UNSUPPORTED_SPECVERSION("unsupported-specversion"),
    UNSUPPORTED_DATA("unsupported-data"),
    /** Empty, with control characters, or not Unicode. */
    BAD_TEXT("bad-text"),
    TEXT_TOO_LONG("text-too-long"),
    NUMBER_OUT_OF_RANGE("number-out-of-range"),
    /** The cached or the reasoning part is larger than the whole. */
    INCONSISTENT_TOKENS("inconsistent-tokens"),
    ARRAY_NOT_ALLOWED("array-not-allowed"),
    TOO_DEEP("too-deep"),
    TOO_MANY_FIELDS("too-many-fields"),
    /** A metric is sampled as a gauge or as a counter, and bytes as a gauge alone. */
    UNKNOWN_KIND("unknown-kind"),
    /** A metric that predefined meters are over has one unit. */
    WRONG_UNIT("wrong-unit"),
    /** The API key may not be used for the model of the call. */
    MODEL_NOT_ALLOWED("model-not-allowed"),
    BAD_TIME("bad-time"),
    TIME_TOO_OLD("time-too-old"),
    TIME_IN_FUTURE("time-in-future"),
    /** The extension attribute correction has another value than cancel and amend. */
    UNKNOWN_CORRECTION("unknown-correction");

    private final String slug;

    FaultCode(String slug) {
        this.slug = slug;
    }

    String slug() {
        return slug;
    }
}

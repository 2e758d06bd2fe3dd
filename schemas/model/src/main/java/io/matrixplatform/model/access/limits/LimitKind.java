package io.matrixplatform.model.access.limits;

import io.matrixplatform.model.texts.PublicTexts;
import java.time.Duration;

/** What can be limited. The texts are public: in the API, in topics and in headers. */
public enum LimitKind {
    REQUESTS_PER_MINUTE("requests_per_minute", "rpm", Counted.REQUESTS, Rule.RATE, Duration.ofMinutes(1)),
    REQUESTS_PER_HOUR("requests_per_hour", "rph", Counted.REQUESTS, Rule.WINDOW, Duration.ofHours(1)),
    REQUESTS_PER_DAY("requests_per_day", "rpd", Counted.REQUESTS, Rule.WINDOW, Duration.ofDays(1)),
    INPUT_TOKENS_PER_MINUTE("input_tokens_per_minute", "itpm", Counted.INPUT_TOKENS, Rule.RATE, Duration.ofMinutes(1)),
    OUTPUT_TOKENS_PER_MINUTE(
            "output_tokens_per_minute", "otpm", Counted.OUTPUT_TOKENS, Rule.RATE, Duration.ofMinutes(1)),
    TOKENS_PER_MINUTE("tokens_per_minute", "tpm", Counted.TOKENS, Rule.RATE, Duration.ofMinutes(1)),
    CONCURRENT_REQUESTS("concurrent_requests", "concurrency", Counted.OPEN_REQUESTS, Rule.PERMITS, Duration.ZERO);

    /** How what was used comes back. */
    public enum Rule {
        /** Evenly, all the time: a bucket. */
        RATE,
        /** All at once, at the full hour or midnight in UTC. */
        WINDOW,
        /** When a call ends. */
        PERMITS
    }

    private final String text;
    private final String shortName;
    private final Counted counted;
    private final Rule rule;
    private final Duration window;

    LimitKind(String text, String shortName, Counted counted, Rule rule, Duration window) {
        this.text = text;
        this.shortName = shortName;
        this.counted = counted;
        this.rule = rule;
        this.window = window;
    }

    /** @throws IllegalArgumentException that names those there are */
    public static LimitKind of(String text) {
        return PublicTexts.get(LimitKind.class, text);
    }

    /** As in headers, such as {@code rpm}. */
    public String shortName() {
        return shortName;
    }

    public Counted counted() {
        return counted;
    }

    public Rule rule() {
        return rule;
    }

    /** Zero for {@link Rule#PERMITS}. */
    public Duration window() {
        return window;
    }

    @Override
    public String toString() {
        return text;
    }
}

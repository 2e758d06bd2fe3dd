package io.matrixplatform.streams.metering.facts;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.matrixplatform.events.Topic;
import io.matrixplatform.events.Topics;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The topics that facts come from, and what is said of facts. */
@SuppressWarnings("ImmutableEnumChecker") // a topic of the catalogue is a value; its Avro schema does not say so
public enum FactTopic {
    API_CALLS(0, Topics.METERING_API_CALLS, Topics.METERING_API_CALLS_DEAD_LETTERS),
    USAGE_EVENTS(1, Topics.METERING_USAGE_EVENTS, Topics.METERING_USAGE_EVENTS_DEAD_LETTERS),
    RUNTIME_METRICS(2, Topics.METERING_RUNTIME_METRICS, Topics.METERING_RUNTIME_METRICS_DEAD_LETTERS),
    /** Decisions about API calls in quarantine. */
    QUARANTINE_DECISIONS(3, Topics.METERING_QUARANTINE_DECISIONS, Topics.METERING_QUARANTINE_DECISIONS_DEAD_LETTERS);

    private static final FactTopic[] ALL = values();
    private static final Map<String, FactTopic> BY_NAME =
            Arrays.stream(ALL).collect(toUnmodifiableMap(each -> each.topic.name(), each -> each));

    private final int number;
    private final Topic topic;
    private final Topic deadLetters;

    FactTopic(int number, Topic topic, Topic deadLetters) {
        this.number = number;
        this.topic = topic;
        this.deadLetters = deadLetters;
    }

    public Topic topic() {
        return topic;
    }

    public Topic deadLetters() {
        return deadLetters;
    }

    /** Where the facts stand that its records are about. */
    FactTopic judgedWith() {
        return this == QUARANTINE_DECISIONS ? API_CALLS : this;
    }

    public static List<String> names() {
        return Arrays.stream(ALL).map(each -> each.topic.name()).toList();
    }

    /** @throws IllegalArgumentException if no facts are on a topic of this name */
    public static FactTopic named(String name) {
        FactTopic found = BY_NAME.get(name);
        if (found == null) {
            throw new IllegalArgumentException("no facts are on topic " + name);
        }
        return found;
    }

    /** Stands in state, so it is given out once and for all; counted from 0. */
    public int number() {
        return number;
    }

    /** The topic with this number. */
    public static FactTopic numbered(int number) {
        return ALL[number];
    }
}

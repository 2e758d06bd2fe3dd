package io.matrixplatform.streams.metering.progress;

import io.matrixplatform.streams.metering.facts.FactTopic;
import java.io.Serializable;

/** One partition of a fact topic. */
public record Partition(FactTopic topic, int number) implements Serializable {}

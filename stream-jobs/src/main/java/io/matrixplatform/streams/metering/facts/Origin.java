package io.matrixplatform.streams.metering.facts;

/** Where a fact stands in Kafka. */
public record Origin(FactTopic topic, int partition, long offset) {}

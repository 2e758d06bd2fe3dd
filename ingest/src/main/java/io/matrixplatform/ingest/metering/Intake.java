package io.matrixplatform.ingest.metering;

import java.util.List;

/** What became of a request's events before Kafka was asked. */
record Intake(List<Fact> facts, List<Rejected> rejected) {}

package io.matrixplatform.ingest.metering.otlp;

import io.matrixplatform.ingest.metering.Fact;
import io.matrixplatform.ingest.metering.FactIntake;
import java.util.List;

/** What became of a request's data points before Kafka was asked. */
record TakenMetrics(List<Fact> facts, Rejections rejections) implements FactIntake.Taken {}

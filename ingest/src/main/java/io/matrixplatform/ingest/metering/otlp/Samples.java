package io.matrixplatform.ingest.metering.otlp;

import io.matrixplatform.events.metering.RuntimeMetric;
import java.util.List;

/** What a request comes to. Samples lack the stamps of the edge. */
record Samples(List<RuntimeMetric> samples, Rejections rejections) {}

package io.matrixplatform.ingest.metering.otlp;

import static io.matrixplatform.ingest.platform.ProblemType.MALFORMED_REQUEST;
import static io.matrixplatform.ingest.platform.ProblemType.REQUEST_TOO_LARGE;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.Parser;
import io.matrixplatform.events.metering.RuntimeMetric;
import io.matrixplatform.ingest.metering.EventBounds;
import io.matrixplatform.ingest.metering.Fact;
import io.matrixplatform.ingest.metering.FactIntake;
import io.matrixplatform.ingest.metering.MalformedBodyException;
import io.matrixplatform.ingest.metering.SampleFacts;
import io.matrixplatform.ingest.metering.Stamps;
import io.matrixplatform.ingest.platform.Body;
import io.matrixplatform.ingest.platform.ProblemException;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A request's body to facts and rejections. Keeps its buffers: one instance per thread. */
public final class MetricsReader {
    /** A point, and some nine attributes, of two messages each. */
    private static final int OBJECTS_A_POINT = 20;

    private static final Parser<ExportMetricsServiceRequest> PROTOBUF =
            DiscardUnknownFieldsParser.wrap(ExportMetricsServiceRequest.parser());

    private final SampleFacts facts;
    private final SampleMapping mapping;
    private final EventBounds bounds;
    private final OtlpJson json = new OtlpJson();

    public MetricsReader(SampleFacts facts, EventBounds bounds) {
        this.facts = facts;
        this.mapping = new SampleMapping(bounds);
        this.bounds = bounds;
    }

    /**
     * @throws ProblemException {@code MALFORMED_REQUEST} if the body is not what its content type says,
     *     {@code REQUEST_TOO_LARGE}
     */
    FactIntake.Taken<Rejections> read(Encoding encoding, Body body, Stamps stamps) {
        ExportMetricsServiceRequest request = parse(encoding, body);
        requireFewPoints(request);
        Samples samples = new RequestMapping(mapping, stamps.key(), stamps.recordedAt()).map(request);
        List<Fact> made = new ArrayList<>(samples.samples().size());
        for (RuntimeMetric sample : samples.samples()) {
            made.add(facts.fact(made.size(), sample, stamps));
        }
        return new FactIntake.Taken<>(made, samples.rejections());
    }

    private ExportMetricsServiceRequest parse(Encoding encoding, Body body) {
        ObjectBudget budget = new ObjectBudget(OBJECTS_A_POINT * bounds.pointsMax());
        try {
            if (encoding == Encoding.JSON) {
                ExportMetricsServiceRequest.Builder request = ExportMetricsServiceRequest.newBuilder();
                json.read(body, request, budget);
                return request.build();
            }
            budget.spend(
                    ExportMetricsServiceRequest.getDescriptor(),
                    CodedInputStream.newInstance(body.bytes(), 0, body.length()));
            return PROTOBUF.parseFrom(body.bytes(), 0, body.length());
        } catch (MalformedBodyException wrongShape) {
            throw new ProblemException(MALFORMED_REQUEST, String.valueOf(wrongShape.getMessage()));
        } catch (JsonProcessingException notJson) {
            throw new ProblemException(MALFORMED_REQUEST, "the body is not valid JSON");
        } catch (IOException notReadable) {
            throw new ProblemException(MALFORMED_REQUEST, "the body is not an ExportMetricsServiceRequest");
        }
    }

    private void requireFewPoints(ExportMetricsServiceRequest request) {
        long points = request.getResourceMetricsList().stream()
                .flatMap(resource -> resource.getScopeMetricsList().stream())
                .flatMap(scope -> scope.getMetricsList().stream())
                .mapToLong(Series::points)
                .sum();
        if (points > bounds.pointsMax()) {
            throw new ProblemException(
                    REQUEST_TOO_LARGE,
                    "a request may have at most " + bounds.pointsMax()
                            + " data points; have the exporter send smaller batches");
        }
    }
}

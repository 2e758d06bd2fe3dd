package io.matrixplatform.ingest.metering.otlp;

import static io.matrixplatform.ingest.platform.ProblemType.BODY_TOO_SLOW;

import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.Any;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.Status;
import io.matrixplatform.ingest.platform.Answers;
import io.matrixplatform.ingest.platform.ProblemException;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;

/** Writes the answers that OTLP/HTTP wants, in the encoding of the request. */
final class OtlpAnswers {
    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int UNAVAILABLE = 503;

    private OtlpAnswers() {}

    /** An exporter never sends again what it is told to be rejected. */
    static void success(HttpServerResponse response, Encoding encoding, Rejections rejections) {
        byte[] body = switch (encoding) {
            case PROTOBUF -> message(rejections).toByteArray();
            case JSON -> Answers.object(json -> write(rejections, json));
        };
        Answers.send(response, OK, encoding.contentType(), body);
    }

    static void failure(HttpServerResponse response, Encoding encoding, ProblemException problem) {
        int status = status(problem);
        byte[] body = switch (encoding) {
            case PROTOBUF -> message(status, problem).toByteArray();
            case JSON -> Answers.object(json -> write(status, problem, json));
        };
        Answers.sayWhenToComeBack(response, problem);
        Answers.send(response, status, encoding.contentType(), body);
    }

    /** An exporter gives up at 408, and what it has to tell would be lost because of a slow network. */
    private static int status(ProblemException problem) {
        return problem.type() == BODY_TOO_SLOW ? UNAVAILABLE : problem.type().status();
    }

    private static ExportMetricsServiceResponse message(Rejections rejections) {
        ExportMetricsServiceResponse.Builder response = ExportMetricsServiceResponse.newBuilder();
        if (rejections.total() > 0) {
            response.setPartialSuccess(ExportMetricsPartialSuccess.newBuilder()
                    .setRejectedDataPoints(rejections.total())
                    .setErrorMessage(rejections.message()));
        }
        return response.build();
    }

    private static void write(Rejections rejections, JsonGenerator json) throws IOException {
        if (rejections.total() > 0) {
            json.writeObjectFieldStart("partialSuccess");
            json.writeStringField("rejectedDataPoints", Integer.toString(rejections.total()));
            json.writeStringField("errorMessage", rejections.message());
            json.writeEndObject();
        }
    }

    private static Status message(int status, ProblemException problem) {
        Status.Builder message =
                Status.newBuilder().setCode(code(status).getNumber()).setMessage(problem.detail());
        if (status == BAD_REQUEST) {
            message.addDetails(Any.pack(BadRequest.newBuilder()
                    .addFieldViolations(BadRequest.FieldViolation.newBuilder().setDescription(problem.detail()))
                    .build()));
        }
        return message.build();
    }

    private static void write(int status, ProblemException problem, JsonGenerator json) throws IOException {
        json.writeNumberField("code", code(status).getNumber());
        json.writeStringField("message", problem.detail());
        if (status == BAD_REQUEST) {
            json.writeArrayFieldStart("details");
            json.writeStartObject();
            json.writeStringField(
                    "@type", "type.googleapis.com/" + BadRequest.getDescriptor().getFullName());
            json.writeArrayFieldStart("fieldViolations");
            json.writeStartObject();
            json.writeStringField("description", problem.detail());
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndArray();
        }
    }

    private static Code code(int status) {
        return switch (status) {
            case BAD_REQUEST, 413, 415 -> Code.INVALID_ARGUMENT;
            case 401 -> Code.UNAUTHENTICATED;
            case 403 -> Code.PERMISSION_DENIED;
            case 429 -> Code.RESOURCE_EXHAUSTED;
            case UNAVAILABLE -> Code.UNAVAILABLE;
            default -> Code.INTERNAL;
        };
    }
}

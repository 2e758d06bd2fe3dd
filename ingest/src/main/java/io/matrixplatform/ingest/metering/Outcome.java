package io.matrixplatform.ingest.metering;

import com.fasterxml.jackson.core.JsonGenerator;
import io.matrixplatform.ingest.platform.Answers;
import java.io.IOException;
import java.util.List;

/** The answer per event; an event that stands in neither list is accepted. Lists are in the order of the request. */
record Outcome(int accepted, List<Rejected> rejected, List<Unconfirmed> retry) implements Answers.Members {
    boolean isOneAccepted() {
        return accepted == 1 && rejected.isEmpty() && retry.isEmpty();
    }

    @Override
    public void write(JsonGenerator json) throws IOException {
        json.writeNumberField("accepted", accepted);
        json.writeArrayFieldStart("rejected");
        for (Rejected one : rejected) {
            json.writeStartObject();
            json.writeNumberField("index", one.index());
            json.writeStringField("id", one.id());
            json.writeStringField("code", one.fault().code().slug());
            json.writeStringField("detail", one.fault().detail());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("retry");
        for (Unconfirmed one : retry) {
            json.writeStartObject();
            json.writeNumberField("index", one.index());
            json.writeStringField("id", one.id());
            json.writeStringField("detail", one.why());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}

package io.matrixplatform.ingest.metering;

import static io.matrixplatform.events.metering.CorrectionKind.AMEND;
import static io.matrixplatform.ingest.metering.FaultCode.DUPLICATE_FIELD;
import static io.matrixplatform.ingest.metering.FaultCode.MISSING_FIELD;
import static io.matrixplatform.ingest.metering.FaultCode.UNSUPPORTED_DATA;
import static io.matrixplatform.ingest.metering.FaultCode.WRONG_KIND;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.matrixplatform.ingest.platform.Body;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one event, streaming and without a tree: a fact if all is well, a rejection if not. Only a body that is no JSON
 * is an {@link IOException}. Keeps its buffers: one instance per thread.
 *
 * <p>The data is read in passing when the type stands before it, as clients usually write it, and by going back to its
 * place in the body otherwise; also when it turns out behind it that the event is a correction.
 */
final class EventReader {
    private final JsonFactory factory;
    private final FactWriter writer;
    private final Faults faults = new Faults();
    private final Fields fields = new Fields(faults);
    private final Attributes attributes;
    private final DataReader data;

    private boolean hasData;

    EventReader(JsonFactory factory, FactWriter writer, EventBounds bounds) {
        this.factory = factory;
        this.writer = writer;
        this.attributes = new Attributes(faults, bounds);
        this.data = new DataReader(bounds);
    }

    /** @param json at the first token of the event; left at its last */
    void readStructured(JsonParser json, Body body, int index, Stamps stamps, Intake out) throws IOException {
        clear();
        if (json.currentToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            faults.add("", WRONG_KIND, "an event must be an object");
            finish(index, stamps, out);
            return;
        }
        long dataStart = -1;
        long dataEnd = -1;
        for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
            if (json.nextToken() == JsonToken.VALUE_NULL) {
                continue; // an attribute that is null is absent, says the JSON format of CloudEvents
            }
            if (name.equals("data")) {
                noteData();
                dataStart = json.currentTokenLocation().getByteOffset();
                if (attributes.type() == null) {
                    json.skipChildren();
                    json.finishToken();
                } else {
                    data.read(json, attributes);
                }
                dataEnd = json.currentLocation().getByteOffset();
            } else {
                readAttribute(json, name);
            }
        }
        if (hasData && !data.wasReadAs(attributes)) {
            readDataAt(body, (int) dataStart, (int) dataEnd);
        }
        finish(index, stamps, out);
    }

    /** @param headers without the {@code ce-} before their names */
    void readBinary(List<Map.Entry<String, String>> headers, Body body, Stamps stamps, Intake out) throws IOException {
        clear();
        for (Map.Entry<String, String> header : headers) {
            Attribute attribute = Attribute.named(header.getKey());
            if (attribute != null) {
                attributes.set(attribute, header.getValue());
            }
        }
        if (body.length() > 0) {
            noteData();
            readDataAt(body, 0, body.length());
        }
        finish(0, stamps, out);
    }

    private void clear() {
        faults.clear();
        attributes.clear();
        data.clear();
        hasData = false;
    }

    private void readAttribute(JsonParser json, String name) throws IOException {
        Attribute attribute = Attribute.named(name);
        if (attribute != null) {
            String text = fields.text(json, "", name);
            if (text != null) {
                attributes.set(attribute, text);
            }
            return;
        }
        if (name.equals("data_base64")) {
            faults.add("/data_base64", UNSUPPORTED_DATA, "data must be JSON");
        }
        json.skipChildren();
    }

    private void noteData() {
        if (hasData) {
            faults.add("/data", DUPLICATE_FIELD, "stands here twice");
        }
        hasData = true;
    }

    private void readDataAt(Body body, int start, int end) throws IOException {
        try (JsonParser json = factory.createParser(body.bytes(), start, end - start)) {
            json.nextToken();
            data.read(json, attributes);
            if (json.nextToken() != null) {
                throw new MalformedBodyException("there is more after the data");
            }
        }
    }

    private void finish(int index, Stamps stamps, Intake out) {
        Fault fault = firstFault(stamps);
        if (fault != null) {
            out.rejected().add(new Rejected(index, attributes.id(), fault));
        } else if (data.call() != null) {
            out.facts().add(writer.write(index, data.call(), attributes, stamps));
        } else if (data.metric() != null) {
            out.facts().add(writer.write(index, data.metric(), attributes, stamps));
        } else {
            out.facts().add(writer.write(index, data.usage(), attributes, stamps));
        }
    }

    /** What stands in the event comes before what is missing. */
    private @Nullable Fault firstFault(Stamps stamps) {
        if (faults.first() != null) {
            return faults.first();
        }
        data.check(attributes, stamps.key());
        if (data.fault() != null) {
            return data.fault();
        }
        attributes.check(stamps.recordedAt());
        if (!hasData && (hasSchema(attributes.type()) || attributes.correction() == AMEND)) {
            faults.add("/data", MISSING_FIELD, "is required");
        }
        return faults.first();
    }

    private static boolean hasSchema(@Nullable String type) {
        return ApiCallReader.TYPE.equals(type) || RuntimeMetricReader.TYPE.equals(type);
    }
}

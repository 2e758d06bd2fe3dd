package io.matrixplatform.rating;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;

/** The schema that {@code matrix rate --schema} prints, asked about cases. */
final class CaseSchema {
    private final JsonSchema schema;

    CaseSchema() throws IOException {
        schema = JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(new ByteArrayInputStream(RateMain.schema()));
    }

    /** Empty if the case is as the schema wants it. */
    List<String> faults(JsonNode wanted) {
        return schema.validate(wanted).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }
}

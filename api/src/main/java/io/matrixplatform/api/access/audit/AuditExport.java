package io.matrixplatform.api.access.audit;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;

/** A chain as lines of JSON, written as it is read. */
record AuditExport(AuditLog audit, ObjectMapper json, String chain, AuditFilter filter) implements StreamingOutput {
    static final String MEDIA_TYPE = "application/x-ndjson";

    @Override
    public void write(OutputStream out) throws IOException {
        audit.export(chain, filter, entry -> {
            out.write(json.writeValueAsBytes(entry));
            out.write('\n');
        });
    }
}

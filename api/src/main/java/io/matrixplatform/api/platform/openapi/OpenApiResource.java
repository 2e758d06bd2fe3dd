package io.matrixplatform.api.platform.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.matrixplatform.api.platform.http.Answers;
import io.matrixplatform.model.hashing.Sha256;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.HexFormat;
import java.util.Map;
import org.glassfish.jersey.server.ExtendedResourceContext;
import org.jspecify.annotations.Nullable;

/** The API's description over HTTP. Made once, when it is first asked for: by then every route is known. */
@Path("/openapi.json")
@Produces(MediaType.APPLICATION_JSON)
public final class OpenApiResource {
    private final ObjectMapper json;
    private @Nullable Printed printed;

    public OpenApiResource(ObjectMapper json) {
        this.json = json;
    }

    @GET
    @Answers(value = Map.class, status = 200)
    public Response get(@Context ExtendedResourceContext routes) {
        Printed document = printed(routes);
        return Response.ok(document.text())
                .tag(document.tag())
                .header("Cache-Control", "no-cache")
                .build();
    }

    private synchronized Printed printed(ExtendedResourceContext routes) {
        if (printed == null) {
            printed = print(routes);
        }
        return printed;
    }

    private Printed print(ExtendedResourceContext routes) {
        try {
            byte[] text = json.writeValueAsBytes(new ApiDocument(json).describe(routes.getResourceModel()));
            return new Printed(text, new EntityTag(HexFormat.of().formatHex(Sha256.of(text), 0, 16)));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("cannot print the document", impossible);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Printed(byte[] text, EntityTag tag) {}
}

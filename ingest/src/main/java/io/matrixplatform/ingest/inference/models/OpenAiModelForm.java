package io.matrixplatform.ingest.inference.models;

import com.fasterxml.jackson.core.JsonGenerator;
import io.matrixplatform.ingest.inference.routes.ModelRoute;
import io.matrixplatform.ingest.platform.Answers;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.List;

/** All of them at once. */
final class OpenAiModelForm implements ModelForm {
    static final OpenAiModelForm INSTANCE = new OpenAiModelForm();

    private OpenAiModelForm() {}

    @Override
    public Answers.Members one(ModelRoute model) {
        return json -> write(json, model);
    }

    @Override
    public Answers.Members list(HttpServerRequest request, List<ModelRoute> models) {
        return json -> {
            json.writeStringField("object", "list");
            json.writeArrayFieldStart("data");
            for (ModelRoute model : models) {
                json.writeStartObject();
                write(json, model);
                json.writeEndObject();
            }
            json.writeEndArray();
        };
    }

    private static void write(JsonGenerator json, ModelRoute model) throws IOException {
        json.writeStringField("id", model.model());
        json.writeStringField("object", "model");
        json.writeNumberField("created", model.createdAt().getEpochSecond());
        json.writeStringField("owned_by", model.upstreams().get(0).provider());
    }
}

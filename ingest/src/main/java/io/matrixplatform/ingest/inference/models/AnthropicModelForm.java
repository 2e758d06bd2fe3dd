package io.matrixplatform.ingest.inference.models;

import com.fasterxml.jackson.core.JsonGenerator;
import io.matrixplatform.ingest.inference.routes.ModelRoute;
import io.matrixplatform.ingest.platform.Answers;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Page by page, the newest first. */
final class AnthropicModelForm implements ModelForm {
    static final AnthropicModelForm INSTANCE = new AnthropicModelForm();

    private static final Comparator<ModelRoute> NEWEST_FIRST =
            Comparator.comparing(ModelRoute::createdAt).reversed().thenComparing(ModelRoute::model);

    private AnthropicModelForm() {}

    @Override
    public Answers.Members one(ModelRoute model) {
        return json -> write(json, model);
    }

    @Override
    public Answers.Members list(HttpServerRequest request, List<ModelRoute> models) {
        ModelPage page =
                ModelPage.asked(request, models.stream().sorted(NEWEST_FIRST).toList());
        return json -> {
            json.writeArrayFieldStart("data");
            for (ModelRoute model : page.models()) {
                json.writeStartObject();
                write(json, model);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeBooleanField("has_more", page.hasMore());
            json.writeStringField("first_id", page.firstId());
            json.writeStringField("last_id", page.lastId());
        };
    }

    private static void write(JsonGenerator json, ModelRoute model) throws IOException {
        json.writeStringField("type", "model");
        json.writeStringField("id", model.model());
        json.writeStringField("display_name", model.model());
        json.writeStringField("created_at", model.createdAt().toString());
        writeTokens(json, "max_input_tokens", model.contextTokens());
        writeTokens(json, "max_tokens", model.maxOutputTokens());
    }

    private static void writeTokens(JsonGenerator json, String name, @Nullable Long tokens) throws IOException {
        if (tokens == null) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, tokens);
        }
    }
}

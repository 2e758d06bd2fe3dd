package io.matrixplatform.sandbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A generation as OpenAI's API words it: whole, or as the events of a stream. */
final class TextAnswer {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Generation generation;
    private final TextRequest request;
    private final String id;
    private final long created;

    TextAnswer(Generation generation, String id, long created) {
        this.generation = generation;
        this.request = generation.request();
        this.id = (request.chat() ? "chatcmpl-" : "cmpl-") + id;
        this.created = created;
    }

    ObjectNode whole() {
        ObjectNode answer = head(request.chat() ? "chat.completion" : "text_completion");
        ArrayNode choices = answer.putArray("choices");
        for (int index = 0; index < generation.choices().size(); index++) {
            Generation.Choice choice = generation.choices().get(index);
            ObjectNode one = choices.addObject().put("index", index);
            if (request.chat()) {
                one.putObject("message").put("role", "assistant").put("content", choice.text());
            } else {
                one.put("text", choice.text());
            }
            one.put("finish_reason", choice.finishReason()).putNull("logprobs");
        }
        if (generation.behaviour().usage()) {
            answer.set("usage", usage());
        }
        return answer;
    }

    /** Each {@code data: …} with its blank line. */
    List<String> events() {
        List<String> events = new ArrayList<>();
        for (int index = 0; index < generation.choices().size(); index++) {
            Generation.Choice choice = generation.choices().get(index);
            if (request.chat()) {
                events.add(chunk(index, "", "assistant", null));
            }
            for (String piece : choice.pieces()) {
                events.add(chunk(index, piece, null, null));
            }
            events.add(chunk(index, null, null, choice.finishReason()));
        }
        if (tellsUsage()) {
            ObjectNode last = head(chunkObject());
            last.putArray("choices");
            last.set("usage", usage());
            events.add(event(last));
        }
        events.add("data: [DONE]\n\n");
        return events;
    }

    private boolean tellsUsage() {
        return request.includeUsage() && generation.behaviour().usage();
    }

    private String chunk(int index, @Nullable String text, @Nullable String role, @Nullable String finishReason) {
        ObjectNode chunk = head(chunkObject());
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", index);
        if (request.chat()) {
            ObjectNode delta = choice.putObject("delta");
            if (role != null) {
                delta.put("role", role);
            }
            if (text != null) {
                delta.put("content", text);
            }
        } else {
            choice.put("text", text == null ? "" : text);
        }
        choice.put("finish_reason", finishReason).putNull("logprobs");
        if (tellsUsage()) {
            chunk.putNull("usage");
        }
        return event(chunk);
    }

    private String chunkObject() {
        return request.chat() ? "chat.completion.chunk" : "text_completion";
    }

    private ObjectNode head(String object) {
        return NODES.objectNode()
                .put("id", id)
                .put("object", object)
                .put("created", created)
                .put("model", request.model().publicName());
    }

    private ObjectNode usage() {
        int prompt = request.promptTokens();
        int completion = generation.completionTokens();
        ObjectNode usage = NODES.objectNode()
                .put("prompt_tokens", prompt)
                .put("completion_tokens", completion)
                .put("total_tokens", prompt + completion);
        usage.putObject("prompt_tokens_details")
                .put("cached_tokens", Math.min(prompt, generation.behaviour().cachedTokens()));
        usage.putObject("completion_tokens_details")
                .put("reasoning_tokens", generation.behaviour().reasoningTokens());
        return usage;
    }

    private static String event(ObjectNode json) {
        return "data: " + json + "\n\n";
    }
}

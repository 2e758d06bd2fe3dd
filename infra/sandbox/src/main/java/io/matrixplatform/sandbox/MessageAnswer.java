package io.matrixplatform.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** A generation as Anthropic's API words it: whole, or as the events of a stream. */
final class MessageAnswer {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    /** That a stream tells of before it has written anything. */
    private static final int FIRST_TOKEN = 1;

    private final Generation generation;
    private final Generation.Choice choice;
    private final String id;

    MessageAnswer(Generation generation, String id) {
        this.generation = generation;
        this.choice = generation.choices().get(0);
        this.id = "msg_" + id;
    }

    ObjectNode whole() {
        ObjectNode message = message();
        message.withArray("content").add(text(choice.text()));
        message.put("stop_reason", stopReason()).putNull("stop_sequence");
        if (generation.behaviour().usage()) {
            message.set("usage", usage(generation.completionTokens()));
        }
        return message;
    }

    /** Each {@code event: …} with its data and its blank line. */
    List<String> events() {
        List<String> events = new ArrayList<>();
        ObjectNode begun = message().putNull("stop_reason").putNull("stop_sequence");
        if (generation.behaviour().usage()) {
            begun.set("usage", usage(FIRST_TOKEN));
        }
        events.add(event(of("message_start").set("message", begun)));
        events.add(event(of("content_block_start").put("index", 0).set("content_block", text(""))));
        events.add(event(of("ping")));
        for (String piece : choice.pieces()) {
            ObjectNode delta = NODES.objectNode().put("type", "text_delta").put("text", piece);
            events.add(event(of("content_block_delta").put("index", 0).set("delta", delta)));
        }
        events.add(event(of("content_block_stop").put("index", 0)));
        events.add(event(end()));
        events.add(event(of("message_stop")));
        return events;
    }

    /** Tells all that was written, and no word of the prompt. */
    private ObjectNode end() {
        ObjectNode end = of("message_delta");
        end.putObject("delta").put("stop_reason", stopReason()).putNull("stop_sequence");
        if (generation.behaviour().usage()) {
            end.putObject("usage").put("output_tokens", generation.completionTokens());
        }
        return end;
    }

    private ObjectNode message() {
        ObjectNode message = NODES.objectNode()
                .put("id", id)
                .put("type", "message")
                .put("role", "assistant")
                .put("model", generation.request().model().publicName());
        message.putArray("content");
        return message;
    }

    /** The parts of the prompt stand beside each other. */
    private ObjectNode usage(int output) {
        int prompt = generation.request().promptTokens();
        int read = Math.min(prompt, generation.behaviour().cachedTokens());
        int written = Math.min(prompt - read, generation.behaviour().cacheWriteTokens());
        ObjectNode usage = NODES.objectNode()
                .put("input_tokens", prompt - read - written)
                .put("cache_creation_input_tokens", written)
                .put("cache_read_input_tokens", read)
                .put("output_tokens", output);
        usage.putObject("output_tokens_details")
                .put("thinking_tokens", Math.min(output, generation.behaviour().reasoningTokens()));
        return usage;
    }

    private String stopReason() {
        return choice.isWhole() ? "end_turn" : "max_tokens";
    }

    private static ObjectNode text(String text) {
        return NODES.objectNode().put("type", "text").put("text", text);
    }

    private static ObjectNode of(String type) {
        return NODES.objectNode().put("type", type);
    }

    private static String event(JsonNode json) {
        return "event: " + json.path("type").asText() + "\ndata: " + json + "\n\n";
    }
}

package io.matrixplatform.ingest.inference.calls;

/** The events of a stream as Anthropic's API words them. */
final class MessageEvents {
    private MessageEvents() {}

    /** The beginning, which tells of the prompt: 20 tokens new, 3 put into a cache, 7 from it. */
    static String start() {
        return event(
                "message_start",
                "\"message\":{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"content\":[],"
                        + "\"usage\":{\"input_tokens\":20,\"cache_creation_input_tokens\":3,"
                        + "\"cache_read_input_tokens\":7,\"output_tokens\":1}}");
    }

    static String text(String words) {
        return event(
                "content_block_delta", "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"" + words + "\"}");
    }

    /** The end of the text, which tells all of the answer's tokens so far. */
    static String delta(long outputTokens) {
        return event(
                "message_delta",
                "\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":" + outputTokens + "}");
    }

    static String stop() {
        return "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";
    }

    static String error(String type) {
        return event("error", "\"error\":{\"type\":\"" + type + "\",\"message\":\"as it is\"}");
    }

    private static String event(String type, String members) {
        return "event: " + type + "\ndata: {\"type\":\"" + type + "\"," + members + "}\n\n";
    }
}

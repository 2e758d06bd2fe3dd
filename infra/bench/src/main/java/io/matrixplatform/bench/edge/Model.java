package io.matrixplatform.bench.edge;

import io.matrixplatform.bench.http.FixedServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A server that answers each chat completion with the same text, as OpenAI's API words it. Argument: its port. */
public final class Model {
    private static final String COMPLETION = """
            {"id":"chatcmpl-8f2b1c4d9e","object":"chat.completion","created":1764547200,"model":"fixed-1","choices":[\
            {"index":0,"message":{"role":"assistant","content":"A gateway stands between those who ask and those who answer. \
            It has to know who calls, to hold each to what was agreed, and to tell afterwards what was used, down to the last \
            token, whatever happened on the way. All of that it should do in less time than anybody notices."},\
            "logprobs":null,"finish_reason":"stop"}],"usage":{"prompt_tokens":96,"completion_tokens":62,"total_tokens":158,\
            "prompt_tokens_details":{"cached_tokens":0},"completion_tokens_details":{"reasoning_tokens":0}},\
            "system_fingerprint":"fp_fixed"}""";

    private Model() {}

    public static void main(String[] arguments) throws IOException {
        byte[] body = COMPLETION.getBytes(StandardCharsets.UTF_8);
        String head =
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n";
        new FixedServer(Integer.parseInt(arguments[0]), (head + COMPLETION).getBytes(StandardCharsets.UTF_8)).serve();
    }
}

package io.matrixplatform.e2e.inference;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Makes one stream of a model's answer after the other, each on a connection of its own, and leaves where that is planned. */
final class StreamCaller {
    /** In the first line of an answer. */
    private static final int STATUS_AT = "HTTP/1.1 ".length();

    private static final int PATIENCE_MS = 30_000;
    private static final int AGAIN_MS = 20;

    private final SecondEdge edge;
    private final String key;

    StreamCaller(SecondEdge edge, String key) {
        this.edge = edge;
        this.key = key;
    }

    /**
     * What a caller saw of a stream.
     *
     * @param status zero if no answer began
     * @param requestId empty if no answer began
     * @param isWhole whether it came to its end
     * @param refusal the code of an answer that is an error
     */
    record Seen(PlannedStream planned, int status, String requestId, boolean isWhole, String refusal) {
        static Seen nothing(PlannedStream planned) {
            return new Seen(planned, 0, "", false, "");
        }

        boolean hasBegun() {
            return status != 0;
        }
    }

    /** Empty if there was nobody to connect to, or who was there takes nothing more on: no call was made. */
    Optional<Seen> call(String model, PlannedStream planned) throws InterruptedException {
        if (!edge.isOpen()) {
            Thread.sleep(AGAIN_MS);
            return Optional.empty();
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), edge.port())) {
            socket.setSoTimeout(PATIENCE_MS);
            return Optional.of(follow(socket, model, planned))
                    .filter(seen -> !seen.refusal().contains("shutting_down"));
        } catch (ConnectException nobody) {
            Thread.sleep(AGAIN_MS);
            return Optional.empty();
        } catch (IOException reset) {
            return Optional.of(Seen.nothing(planned));
        }
    }

    private Seen follow(Socket socket, String model, PlannedStream planned) throws IOException, InterruptedException {
        String body =
                "{\"model\":\"" + model + "\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"stream "
                        + planned.number() + ".\"}]}";
        socket.getOutputStream()
                .write(("POST /v1/chat/completions HTTP/1.1\r\nhost: edge\r\nauthorization: Bearer " + key
                                + "\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: "
                                + body.length() + "\r\n\r\n" + body)
                        .getBytes(StandardCharsets.ISO_8859_1));
        boolean leaves = planned.end() == PlannedStream.End.LEFT;
        if (leaves && planned.leavesAfter() == 0) {
            Thread.sleep(planned.pauseMs());
            return Seen.nothing(planned);
        }
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        String first = in.readLine();
        if (first == null) {
            return Seen.nothing(planned);
        }
        int status = Integer.parseInt(first.substring(STATUS_AT, STATUS_AT + 3));
        Map<String, String> headers = headers(in);
        int leavesAfter = leaves && status == 200 ? planned.leavesAfter() : Integer.MAX_VALUE;
        return body(in, leavesAfter, new Seen(planned, status, headers.getOrDefault("x-request-id", ""), false, ""));
    }

    private static Map<String, String> headers(BufferedReader in) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return headers;
    }

    /** An answer that has begun stays one, however it goes on. */
    private static Seen body(BufferedReader in, int leavesAfter, Seen begun) {
        StringBuilder refusal = new StringBuilder();
        boolean isWhole = false;
        try {
            int parts = 0;
            for (String line = in.readLine(); line != null && parts < leavesAfter; line = in.readLine()) {
                parts += line.contains("\"content\"") ? 1 : 0;
                isWhole |= line.equals("data: [DONE]");
                if (line.contains("\"error\"")) {
                    refusal.append(line);
                }
            }
        } catch (IOException reset) {
            // What has come so far is what was seen.
        }
        return new Seen(begun.planned(), begun.status(), begun.requestId(), isWhole, refusal.toString());
    }
}

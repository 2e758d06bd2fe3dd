package io.matrixplatform.ingest.inference.calls;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on the loopback interface that answers byte by byte what a test says. One request per connection. */
final class ScriptedUpstream implements AutoCloseable {
    /** What a test has it do with one request. */
    interface Script {
        void play(Received request, Wire wire) throws IOException, InterruptedException;
    }

    record Received(String path, Map<String, String> headers, String body) {}

    /** The way back to the gateway. */
    static final class Wire {
        private final Socket socket;
        private final OutputStream out;

        Wire(Socket socket) throws IOException {
            this.socket = socket;
            this.out = socket.getOutputStream();
        }

        void raw(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
        }

        void raw(String text) throws IOException {
            raw(text.getBytes(StandardCharsets.UTF_8));
        }

        void json(int status, String body, String... headers) throws IOException {
            int length = body.getBytes(StandardCharsets.UTF_8).length;
            head(status, "application/json", "content-length: " + length, headers);
            raw(body);
        }

        void stream() throws IOException {
            head(200, "text/event-stream", "transfer-encoding: chunked");
        }

        private void head(int status, String contentType, String framing, String... more) throws IOException {
            List<String> lines = new ArrayList<>(
                    List.of("HTTP/1.1 " + status + " X", "content-type: " + contentType, "connection: close", framing));
            lines.addAll(List.of(more));
            raw(String.join("\r\n", lines) + "\r\n\r\n");
        }

        void chunk(String text) throws IOException {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            raw(Integer.toHexString(bytes.length) + "\r\n");
            raw(bytes);
            raw("\r\n");
        }

        void text(String words) throws IOException {
            chunk("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + words + "\"}}]}\n\n");
        }

        void usage(int prompt, int completion) throws IOException {
            chunk("data: {\"choices\":[],\"usage\":{\"prompt_tokens\":" + prompt + ",\"completion_tokens\":"
                    + completion + "}}\n\n");
        }

        void done() throws IOException {
            chunk("data: [DONE]\n\n");
            raw("0\r\n\r\n");
        }

        /** Waits until the other side has closed the connection. */
        void awaitGone() throws IOException {
            socket.setSoTimeout(10_000);
            socket.getInputStream().readAllBytes();
        }
    }

    private final ServerSocket server;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile Script script = (request, wire) -> wire.json(500, "{}");

    ScriptedUpstream() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Thread accepting = new Thread(this::accept, "upstream");
        accepting.setDaemon(true);
        accepting.start();
    }

    void answers(Script next) {
        script = next;
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/v1";
    }

    List<Received> received() {
        return received;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread serving = new Thread(() -> serve(socket), "upstream-connection");
                serving.setDaemon(true);
                serving.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            Received request = read(new DataInputStream(socket.getInputStream()));
            received.add(request);
            script.play(request, new Wire(socket));
        } catch (IOException | InterruptedException gone) {
            // The gateway has closed the connection: a script that looks for that has seen it.
        }
    }

    private static Received read(DataInputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
            head.append((char) in.readUnsignedByte());
        }
        List<String> lines = head.toString().lines().toList();
        Map<String, String> headers = new TreeMap<>();
        for (String line : lines.subList(1, lines.size() - 1)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        String path =
                lines.get(0).substring(lines.get(0).indexOf('/'), lines.get(0).lastIndexOf(' '));
        byte[] body = new byte[Integer.parseInt(headers.getOrDefault("content-length", "0"))];
        in.readFully(body);
        return new Received(path, headers, new String(body, StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

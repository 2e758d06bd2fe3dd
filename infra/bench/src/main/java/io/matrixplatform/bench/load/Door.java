package io.matrixplatform.bench.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** One kept-alive connection to the door of one tenant, through which batches of fresh calls go. */
public final class Door implements AutoCloseable {
    private static final int TIMEOUT_MS = 30_000;
    private static final long INPUT_MODULUS = 4_000;
    private static final long OUTPUT_MODULUS = 1_500;
    private static final String[] MODELS = {"gpt-4o", "gpt-4o-mini", "claude-sonnet-4", "llama-3.3-70b"};

    private final String key;
    private final String source;
    private final Socket socket;
    private final OutputStream out;
    private final InputStream in;
    private final byte[] buffer = new byte[64 << 10];

    /** @param source no other door of this tenant has it, so that numbers make ids */
    public Door(int port, String key, String source) throws IOException {
        this.key = key;
        this.source = source;
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MS);
        out = socket.getOutputStream();
        in = socket.getInputStream();
    }

    /**
     * Sends calls that happen now, numbered from {@code first}, and waits until the log has them.
     *
     * @throws IOException unless every one of them was accepted
     */
    public void send(long first, int calls) throws IOException {
        deliver(batch(first, calls), calls);
    }

    /** Calls that happen now, numbered from {@code first}, as they can be delivered, once and again. */
    byte[] batch(long first, int calls) {
        StringBuilder body = new StringBuilder(calls * 400).append('[');
        Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
        for (int i = 0; i < calls; i++) {
            body.append(i == 0 ? "" : ",");
            call(body, first + i, now);
        }
        return body.append(']').toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** @throws IOException unless every one of them was accepted */
    void deliver(byte[] batch, int calls) throws IOException {
        out.write(("POST /v1/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + key
                        + "\r\nContent-Type: application/cloudevents-batch+json\r\nContent-Length: " + batch.length
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.write(batch);
        String answer = answer();
        if (!answer.contains("{\"accepted\":" + calls + ",")) {
            throw new IOException("not accepted: " + answer.substring(0, Math.min(answer.length(), 400)));
        }
    }

    /** What the call of a number adds. */
    static Sums sums(long number) {
        return new Sums(1, number % INPUT_MODULUS, number % OUTPUT_MODULUS);
    }

    private void call(StringBuilder json, long number, Instant time) {
        json.append("{\"specversion\":\"1.0\",\"id\":\"call-")
                .append(number)
                .append("\",\"source\":\"")
                .append(source)
                .append("\",\"type\":\"io.matrixplatform.api-call.v1\",\"time\":\"")
                .append(time)
                .append("\",\"subject\":\"user-")
                .append(number % 500)
                .append("\",\"data\":{\"model\":\"")
                .append(MODELS[(int) (number % MODELS.length)])
                .append("\",\"route\":\"/v1/chat/completions\",\"status\":200,\"latency_ms\":")
                .append(100 + number % 5_000)
                .append(",\"time_to_first_token_ms\":")
                .append(20 + number % 500)
                .append(",\"input_tokens\":")
                .append(number % INPUT_MODULUS)
                .append(",\"output_tokens\":")
                .append(number % OUTPUT_MODULUS)
                .append("}}");
    }

    private String answer() throws IOException {
        int length = 0;
        while (true) {
            int read = in.read(buffer, length, buffer.length - length);
            if (read < 0) {
                throw new IOException("the door closed the connection");
            }
            length += read;
            String text = new String(buffer, 0, length, StandardCharsets.US_ASCII);
            int body = text.indexOf("\r\n\r\n") + 4;
            if (body >= 4 && length >= body + contentLength(text.substring(0, body))) {
                return text;
            }
        }
    }

    private static int contentLength(String head) throws IOException {
        for (String line : head.split("\r\n", -1)) {
            if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                return Integer.parseInt(line.substring(15).strip());
            }
        }
        throw new IOException("an answer without content-length: " + head);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

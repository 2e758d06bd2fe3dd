package io.matrixplatform.bench.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One kept-alive HTTP connection that costs the client next to nothing, so that the door is what is measured. */
final class Connection implements AutoCloseable {
    private static final int TIMEOUT_MS = 30_000;
    private static final byte[] ALL_ACCEPTED =
            ("{\"accepted\":" + Load.EVENTS_PER_BATCH + ",").getBytes(StandardCharsets.US_ASCII);

    private final Socket socket;
    private final OutputStream out;
    private final InputStream in;
    private final byte[] buffer = new byte[64 * 1024];

    Connection(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(TIMEOUT_MS);
        out = socket.getOutputStream();
        in = socket.getInputStream();
    }

    /** @throws IOException unless every event of the batch was accepted */
    void send(byte[] request) throws IOException {
        out.write(request);
        int length = 0;
        int bodyStart = -1;
        int end = Integer.MAX_VALUE;
        while (length < end) {
            int read = in.read(buffer, length, buffer.length - length);
            if (read < 0) {
                throw new IOException("the door closed the connection");
            }
            length += read;
            if (bodyStart < 0) {
                bodyStart = bodyStart(length);
                end = bodyStart < 0 ? end : bodyStart + contentLength(bodyStart);
            }
        }
        for (int i = 0; i < ALL_ACCEPTED.length; i++) {
            if (buffer[bodyStart + i] != ALL_ACCEPTED[i]) {
                throw new IOException(
                        "not accepted: " + new String(buffer, 0, Math.min(length, 1_000), StandardCharsets.UTF_8));
            }
        }
    }

    private int bodyStart(int length) {
        for (int i = 3; i < length; i++) {
            if (buffer[i] == '\n' && buffer[i - 1] == '\r' && buffer[i - 2] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    private int contentLength(int bodyStart) throws IOException {
        String head = new String(buffer, 0, bodyStart, StandardCharsets.US_ASCII);
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

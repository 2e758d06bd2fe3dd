package io.matrixplatform.ingest.inference.calls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A caller who reads his answer byte by byte, and leaves when he likes. */
final class RawCaller implements AutoCloseable {
    private final Socket socket;

    private RawCaller(Socket socket) {
        this.socket = socket;
    }

    /** Sends a chat and reads nothing yet. */
    static RawCaller asks(Gateway gateway, String more) throws IOException {
        return sends(gateway, "/v1/chat/completions", "{\"model\":\"m\"," + Gateway.HELLO + more + "}");
    }

    /** Sends any call. */
    static RawCaller sends(Gateway gateway, String path, String body) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
        socket.setSoTimeout(10_000);
        socket.getOutputStream()
                .write(("POST " + path + " HTTP/1.1\r\nhost: x\r\nauthorization: Bearer " + gateway.key
                                + "\r\nanthropic-version: " + Gateway.VERSION
                                + "\r\ncontent-type: application/json\r\ncontent-length: " + body.length() + "\r\n\r\n"
                                + body)
                        .getBytes(StandardCharsets.UTF_8));
        return new RawCaller(socket);
    }

    void awaits(String text) throws IOException {
        StringBuilder read = new StringBuilder();
        while (read.indexOf(text) < 0) {
            int one = socket.getInputStream().read();
            assertThat(one).as("the answer so far: %s", read).isNotNegative();
            read.append((char) one);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

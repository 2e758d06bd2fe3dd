package io.matrixplatform.e2e.inference;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server on this machine whose streams go and end as planned. */
final class UpstreamOfStreams implements AutoCloseable {
    private static final String HEAD = String.join(
            "\r\n",
            "HTTP/1.1 200 OK",
            "content-type: text/event-stream",
            "transfer-encoding: chunked",
            "connection: close",
            "",
            "");
    private static final Pattern NUMBER = Pattern.compile("stream ([0-9]+)\\.");
    private static final int GONE_WITHIN_MS = 30_000;

    private final long seed;
    private final ServerSocket server;
    private final ExecutorService serving = Executors.newCachedThreadPool();
    private final Set<Integer> begun = ConcurrentHashMap.newKeySet();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger notLeft = new AtomicInteger();

    UpstreamOfStreams(long seed) throws IOException {
        this.seed = seed;
        this.server = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
        serving.execute(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/v1";
    }

    /** Whether a call has come here. */
    boolean hasBegun(int number) {
        return begun.contains(number);
    }

    int open() {
        return open.get();
    }

    /** Streams whose caller had left, and which nobody told so. */
    int notLeft() {
        return notLeft.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.incrementAndGet();
                serving.execute(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            PlannedStream planned = PlannedStream.of(seed, number(socket));
            begun.add(planned.number());
            play(planned, socket);
        } catch (SocketTimeoutException stillThere) {
            notLeft.incrementAndGet();
        } catch (IOException gone) {
            // Whoever asked has left.
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            open.decrementAndGet();
        }
    }

    private static int number(Socket socket) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        int length = 0;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
            }
        }
        char[] body = new char[length];
        for (int read = 0; read < length; ) {
            int more = in.read(body, read, length - read);
            if (more < 0) {
                throw new IOException("the request breaks off");
            }
            read += more;
        }
        Matcher number = NUMBER.matcher(new String(body));
        if (!number.find()) {
            throw new IOException("a request of nobody here");
        }
        return Integer.parseInt(number.group(1));
    }

    private static void play(PlannedStream planned, Socket socket) throws IOException, InterruptedException {
        OutputStream out = socket.getOutputStream();
        write(out, HEAD);
        for (int part = 0; part < planned.parts(); part++) {
            Thread.sleep(planned.pauseMs());
            chunk(out, "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"word \"}}]}\n\n");
        }
        switch (planned.end()) {
            case FINISHED -> {
                chunk(
                        out,
                        "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":" + planned.inputTokens()
                                + ",\"completion_tokens\":" + planned.outputTokens() + "}}\n\n");
                chunk(out, "data: [DONE]\n\n");
                write(out, "0\r\n\r\n");
            }
            case LEFT, SILENT -> {
                socket.setSoTimeout(GONE_WITHIN_MS);
                socket.getInputStream().readAllBytes();
            }
            case CUT -> {}
        }
    }

    private static void chunk(OutputStream out, String text) throws IOException {
        write(out, Integer.toHexString(text.length()) + "\r\n" + text + "\r\n");
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
        serving.shutdownNow();
    }
}

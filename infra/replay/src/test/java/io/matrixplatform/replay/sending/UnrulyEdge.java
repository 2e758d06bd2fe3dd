package io.matrixplatform.replay.sending;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An edge on a real socket that does to each request what the script says next, and takes it once the script is over. */
final class UnrulyEdge implements AutoCloseable {
    enum Act {
        /** Hangs up without reading. */
        HANG_UP,
        /** Takes the events and hangs up without an answer: the client cannot know. */
        TAKE_AND_HANG_UP,
        /** Takes the events and answers half a sentence. */
        TAKE_AND_HALF_ANSWER,
        /** Takes the events and does not answer before the client's patience is over. */
        TAKE_AND_SAY_NOTHING,
        /** Answers something that does not account for all events. */
        MISCOUNT,
        /** 503 with Retry-After. */
        OVERLOADED,
        /** 401. */
        UNKNOWN_KEY,
        /** 413. */
        TOO_LARGE,
        /** Takes the events with an even index, and does not confirm the others. */
        CONFIRM_HALF,
        /** Rejects the first event and takes the others. */
        REJECT_FIRST,
        TAKE
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Act> script = new ConcurrentLinkedQueue<>();
    private final Map<String, JsonNode> taken = new HashMap<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);

    UnrulyEdge(List<Act> script) throws IOException {
        this.script.addAll(script);
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    int requests() {
        return requests.get();
    }

    /** Events by id; if one came twice, both had the same bytes. */
    synchronized Map<String, JsonNode> taken() {
        return Map.copyOf(taken);
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        socket.close();
        threads.shutdownNow();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                threads.execute(() -> serve(client));
            }
        } catch (IOException closedByTest) {
            // The end of the test.
        }
    }

    private void serve(Socket client) {
        try (client;
                InputStream in = new BufferedInputStream(client.getInputStream());
                OutputStream out = client.getOutputStream()) {
            while (perform(in, out)) {
                requests.incrementAndGet();
            }
        } catch (IOException | InterruptedException gone) {
            // The client is not there any more, or the test is over.
        }
    }

    /** @return whether the connection stays open */
    private boolean perform(InputStream in, OutputStream out) throws IOException, InterruptedException {
        in.mark(1);
        if (in.read() < 0) {
            return false;
        }
        in.reset();
        Act next = script.poll();
        Act act = next == null ? Act.TAKE : next;
        if (act == Act.HANG_UP) {
            requests.incrementAndGet();
            return false;
        }
        List<JsonNode> events = read(in);
        switch (act) {
            case TAKE_AND_HANG_UP, TAKE_AND_HALF_ANSWER, TAKE_AND_SAY_NOTHING -> {
                events.forEach(this::take);
                requests.incrementAndGet();
                if (act == Act.TAKE_AND_HALF_ANSWER) {
                    out.write("HTTP/1.1 202 Accepted\r\nContent-Length: 500\r\n\r\n{\"accepted\":".getBytes(US_ASCII));
                } else if (act == Act.TAKE_AND_SAY_NOTHING) {
                    closed.await();
                }
                return false;
            }
            case OVERLOADED -> answer(out, "503 Service Unavailable", "Retry-After: 1\r\n", "{\"title\":\"busy\"}");
            case UNKNOWN_KEY -> answer(out, "401 Unauthorized", "", "{\"title\":\"no key\"}");
            case TOO_LARGE -> answer(out, "413 Content Too Large", "", "{\"title\":\"too large\"}");
            case MISCOUNT -> answer(out, "202 Accepted", "", "{\"accepted\":1000000,\"rejected\":[],\"retry\":[]}");
            case CONFIRM_HALF -> confirmHalf(events, out);
            case REJECT_FIRST -> {
                events.stream().skip(1).forEach(this::take);
                outcome(
                        out,
                        events.size() - 1,
                        "[{\"index\":0,\"id\":\"call-0\",\"code\":\"bad-time\",\"detail\":\"no\"}]",
                        "[]");
            }
            case TAKE -> {
                events.forEach(this::take);
                outcome(out, events.size(), "[]", "[]");
            }
            case HANG_UP -> throw new AssertionError("handled above");
        }
        return true;
    }

    private void confirmHalf(List<JsonNode> events, OutputStream out) throws IOException {
        List<String> retry = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            if (i % 2 == 0) {
                take(events.get(i));
            } else {
                retry.add("{\"index\":" + i + ",\"id\":" + events.get(i).get("id") + ",\"detail\":\"log is away\"}");
            }
        }
        outcome(out, events.size() - retry.size(), "[]", retry.toString());
    }

    private synchronized void take(JsonNode event) {
        JsonNode before = taken.put(event.get("id").asText(), event);
        if (before != null && !before.toString().equals(event.toString())) {
            throw new IllegalStateException("the same event with other bytes: " + event);
        }
    }

    private static List<JsonNode> read(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
            int c = in.read();
            if (c < 0) {
                throw new IOException("the client hung up in the middle of the head");
            }
            head.append((char) c);
        }
        String length = head.toString().replaceAll("(?is).*content-length: *(\\d+).*", "$1");
        List<JsonNode> events = new ArrayList<>();
        JSON.readTree(in.readNBytes(Integer.parseInt(length))).forEach(events::add);
        return events;
    }

    private static void outcome(OutputStream out, int accepted, String rejected, String retry) throws IOException {
        answer(
                out,
                "202 Accepted",
                "",
                "{\"accepted\":" + accepted + ",\"rejected\":" + rejected + ",\"retry\":" + retry + "}");
    }

    private static void answer(OutputStream out, String status, String headers, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        out.write(("HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + bytes.length + "\r\n\r\n")
                .getBytes(US_ASCII));
        out.write(bytes);
        out.flush();
    }
}

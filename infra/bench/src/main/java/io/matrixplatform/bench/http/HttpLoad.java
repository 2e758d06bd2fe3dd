package io.matrixplatform.bench.http;

import io.matrixplatform.bench.Latencies;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Requests to one server on loopback, the same ones again and again, by one thread that does nothing but read and write. */
public final class HttpLoad implements AutoCloseable {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
    private static final double NANOS = 1e9;

    private final Selector selector = Selector.open();
    private final List<Connection> connections = new ArrayList<>();
    private final List<byte[]> requests;
    private final int status;
    private int next;

    /**
     * @param requests whole, as they go over the wire
     * @param status that every answer must have
     */
    public HttpLoad(int port, int connections, List<byte[]> requests, int status) throws IOException {
        this.requests = List.copyOf(requests);
        this.status = status;
        for (int i = 0; i < connections; i++) {
            this.connections.add(new Connection(port, selector));
        }
    }

    /**
     * As many as go through, one at a time on each connection.
     *
     * @return answers in a second
     * @throws IOException unless every answer is as it must be
     */
    public double flood(Duration time) throws IOException {
        long begin = System.nanoTime();
        long end = begin + time.toNanos();
        for (Connection connection : connections) {
            connection.send(request(), begin);
        }
        long inTime = 0;
        for (int underWay = connections.size(); underWay > 0; ) {
            for (Connection answered : answered()) {
                if (System.nanoTime() < end) {
                    inTime++;
                    answered.send(request(), System.nanoTime());
                } else {
                    underWay--;
                }
            }
        }
        return inTime / (double) time.toNanos() * NANOS;
    }

    /**
     * One request, and its answer.
     *
     * @throws IOException if it is not as it must be
     */
    public void one() throws IOException {
        connections.get(0).send(request(), System.nanoTime());
        while (answered().isEmpty()) {
            // The answer comes in parts.
        }
    }

    /**
     * So many in a second, whatever becomes of those before.
     *
     * @return milliseconds from when each was due to its answer: also those in which it waited for a connection
     * @throws IOException unless every answer is as it must be
     */
    public Latencies steadily(int perSecond, Duration time) throws IOException, InterruptedException {
        int all = (int) (perSecond * time.toSeconds());
        LinkedBlockingQueue<Connection> free = new LinkedBlockingQueue<>(connections);
        List<IOException> failures = new ArrayList<>();
        Thread sender = new Thread(
                () -> {
                    try {
                        send(free, all, NANOS / perSecond);
                    } catch (IOException failure) {
                        failures.add(failure);
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                },
                "sender");
        sender.start();
        Latencies latencies = new Latencies();
        try {
            while (latencies.size() < all) {
                for (Connection answered : answered()) {
                    latencies.add((System.nanoTime() - answered.due()) / 1e6);
                    free.add(answered);
                }
            }
        } finally {
            sender.interrupt();
            sender.join();
        }
        for (IOException failure : failures) {
            throw failure;
        }
        return latencies;
    }

    private void send(LinkedBlockingQueue<Connection> free, int all, double everyNanos)
            throws IOException, InterruptedException {
        long begin = System.nanoTime();
        for (int i = 0; i < all; i++) {
            long due = begin + (long) (i * everyNanos);
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            Connection connection = free.poll(ANSWER_WITHIN.toSeconds(), TimeUnit.SECONDS);
            if (connection == null) {
                throw new IOException("no connection is free within " + ANSWER_WITHIN);
            }
            connection.send(request(), due);
        }
    }

    private List<Connection> answered() throws IOException {
        List<Connection> answered = new ArrayList<>();
        if (selector.select(ANSWER_WITHIN.toMillis()) == 0) {
            throw new IOException("no answer within " + ANSWER_WITHIN);
        }
        for (SelectionKey key : selector.selectedKeys()) {
            Connection connection = (Connection) key.attachment();
            if (connection.read(status)) {
                answered.add(connection);
            }
        }
        selector.selectedKeys().clear();
        return answered;
    }

    private byte[] request() {
        next = (next + 1) % requests.size();
        return requests.get(next);
    }

    @Override
    public void close() throws IOException {
        for (Connection connection : connections) {
            connection.close();
        }
        selector.close();
    }
}

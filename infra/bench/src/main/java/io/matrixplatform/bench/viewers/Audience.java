package io.matrixplatform.bench.viewers;

import io.matrixplatform.bench.Latencies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Many viewers on one thread, so that the client costs little beside what is measured. */
final class Audience implements AutoCloseable {
    private static final byte[] QUANTITY = "\"quantity\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final int CONNECTING_AT_ONCE = 100;

    private final InetSocketAddress address;
    private final byte[] request;
    private final GrowingMinute minute;
    private final Latencies latencies;
    private final Selector selector = Selector.open();
    private final Thread reader = new Thread(this::read, "audience");
    private final AtomicInteger connected = new AtomicInteger();
    private final AtomicInteger begun = new AtomicInteger();
    private volatile boolean isMeasuring;
    private volatile long last = Long.MAX_VALUE;

    Audience(int port, String key, GrowingMinute minute, Latencies latencies) throws IOException {
        this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.request = ("GET /v1/usage/stream HTTP/1.0\r\nHost: localhost\r\nAuthorization: Bearer " + key + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        this.minute = minute;
        this.latencies = latencies;
        reader.setDaemon(true);
        reader.start();
    }

    /** What one viewer knows. */
    private static final class Seat {
        private boolean isTold;
        private long known;
        private int matched;
        private long number;
    }

    /** Connects viewers, some at a time. @return how many were told the last hour */
    int gather(int viewers, Duration limit) throws IOException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        for (int i = 0; i < viewers; i++) {
            while (begun.get() - connected.get() >= CONNECTING_AT_ONCE && System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
            SocketChannel channel = SocketChannel.open(address);
            channel.write(ByteBuffer.wrap(request));
            channel.configureBlocking(false);
            begun.incrementAndGet();
            selector.wakeup();
            channel.register(selector, SelectionKey.OP_READ, new Seat());
        }
        while (connected.get() < viewers && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return connected.get();
    }

    int connected() {
        return connected.get();
    }

    void measure() {
        isMeasuring = true;
    }

    /** Waits until everybody knows the last value. @throws IOException if somebody does not */
    void awaitLast(long value, Duration limit) throws IOException, InterruptedException {
        last = value;
        long end = System.nanoTime() + limit.toNanos();
        while (knowLast() < connected.get()) {
            if (System.nanoTime() > end) {
                throw new IOException(knowLast() + " of " + connected.get() + " viewers were told the last value");
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    private int knowLast() {
        return (int) selector.keys().stream()
                .filter(key -> key.attachment() instanceof Seat seat && seat.known >= last)
                .count();
    }

    private void read() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(64 << 10);
        try {
            while (selector.isOpen()) {
                selector.select(key -> readOne(key, buffer), 100);
            }
        } catch (ClosedSelectorException closed) {
            return;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void readOne(SelectionKey key, ByteBuffer buffer) {
        Seat seat = (Seat) key.attachment();
        try {
            buffer.clear();
            if (((SocketChannel) key.channel()).read(buffer) < 0) {
                leave(key, seat);
                return;
            }
        } catch (IOException gone) {
            leave(key, seat);
            return;
        }
        if (!seat.isTold) {
            seat.isTold = true;
            connected.incrementAndGet();
        }
        long now = System.nanoTime();
        for (buffer.flip(); buffer.hasRemaining(); ) {
            take(seat, buffer.get(), now);
        }
    }

    private void leave(SelectionKey key, Seat seat) {
        key.cancel();
        if (seat.isTold) {
            connected.decrementAndGet();
        }
    }

    /** Finds quantities in the text, however it was cut. */
    private void take(Seat seat, byte letter, long now) {
        if (seat.matched < QUANTITY.length) {
            seat.matched = letter == QUANTITY[seat.matched] ? seat.matched + 1 : letter == QUANTITY[0] ? 1 : 0;
            seat.number = 0;
        } else if (letter >= '0' && letter <= '9') {
            seat.number = seat.number * 10 + letter - '0';
        } else {
            seat.matched = 0;
            long saidAt = minute.saidAt(seat.number);
            if (isMeasuring && saidAt != Long.MIN_VALUE && seat.number > seat.known) {
                latencies.add((now - saidAt) / 1e6);
            }
            seat.known = Math.max(seat.known, seat.number);
        }
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}

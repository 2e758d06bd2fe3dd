package io.matrixplatform.bench.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One connection, kept alive, with one request at a time under way. Written by one thread at a time, read by one. */
final class Connection {
    private static final int STATUS_FROM = 9;
    private static final int STATUS_TO = 12;

    private final SocketChannel channel;
    private final Message answer = new Message();

    /** When the request under way was due. */
    private volatile long due;

    Connection(int port, Selector selector) throws IOException {
        channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, this);
    }

    void send(byte[] request, long dueNanos) throws IOException {
        due = dueNanos;
        ByteBuffer left = ByteBuffer.wrap(request);
        while (left.hasRemaining()) {
            channel.write(left);
        }
    }

    long due() {
        return due;
    }

    /**
     * Reads what has come.
     *
     * @return whether the answer is whole
     * @throws IOException if it has another status
     */
    boolean read(int status) throws IOException {
        if (!answer.read(channel)) {
            return false;
        }
        if (!answer.text(STATUS_FROM, STATUS_TO).equals(Integer.toString(status))) {
            throw new IOException("not " + status + ": " + answer.text());
        }
        answer.clear();
        return true;
    }

    void close() throws IOException {
        channel.close();
    }
}

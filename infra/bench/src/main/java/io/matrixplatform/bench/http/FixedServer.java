package io.matrixplatform.bench.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** A server of one thread that answers every request alike, far faster than anything that does more. */
public final class FixedServer {
    private static final int BACKLOG = 1_024;

    private final Selector selector = Selector.open();
    private final ServerSocketChannel server = ServerSocketChannel.open();
    private final byte[] answer;

    /** @param answer whole, as it goes over the wire */
    public FixedServer(int port, byte[] answer) throws IOException {
        this.answer = answer.clone();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
    }

    /** Serves for as long as the process lives. */
    public void serve() throws IOException {
        while (true) {
            selector.select();
            for (SelectionKey key : selector.selectedKeys()) {
                if (key.isAcceptable()) {
                    accept();
                } else {
                    answer(key);
                }
            }
            selector.selectedKeys().clear();
        }
    }

    private void accept() throws IOException {
        SocketChannel client = server.accept();
        client.setOption(StandardSocketOptions.TCP_NODELAY, true);
        client.configureBlocking(false);
        client.register(selector, SelectionKey.OP_READ, new Message());
    }

    private void answer(SelectionKey key) throws IOException {
        SocketChannel client = (SocketChannel) key.channel();
        Message request = (Message) key.attachment();
        try {
            if (request.read(client)) {
                request.clear();
                ByteBuffer left = ByteBuffer.wrap(answer);
                while (left.hasRemaining()) {
                    client.write(left);
                }
            }
        } catch (IOException closed) {
            client.close();
        }
    }
}

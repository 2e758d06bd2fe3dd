package io.matrixplatform.api.metering.live;

import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What comes over a WebSocket. */
final class SocketMessages implements WebSocket.Listener {
    private final BlockingQueue<String> waiting = new LinkedBlockingQueue<>();
    private volatile int closedWith;

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
        waiting.add(text.toString());
        socket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        closedWith = code;
        return null;
    }

    boolean isClosed(int code) {
        return closedWith == code;
    }

    String next() throws InterruptedException {
        return waiting.poll(10, TimeUnit.SECONDS);
    }
}

package io.matrixplatform.api.metering.live;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The same as the event stream over a WebSocket, one text message per event with the event's name inside. One message is
 * under way at a time: the next leaves when the connection has taken the one before. What the viewer sends is not listened to.
 */
public final class UsageSocket extends Endpoint implements Viewer.Channel {
    private static final Logger LOG = LoggerFactory.getLogger(UsageSocket.class);
    private static final Duration SILENCE_MAX = Duration.ofMinutes(1);
    private static final int INCOMING_BYTES_MAX = 1 << 10;

    private final Viewer viewer;
    private final Consumer<Viewer> join;
    private final Consumer<Viewer> leave;
    private @Nullable Session session;
    private boolean isTelling;
    private boolean isSending;
    private boolean isEnding;

    private UsageSocket(Viewer viewer, Consumer<Viewer> join, Consumer<Viewer> leave) {
        this.viewer = viewer;
        this.join = join;
        this.leave = leave;
    }

    /** Makes the way to a viewer, which joins when the connection is up and leaves when it is gone. */
    static Function<Viewer, Viewer.Channel> channels(Consumer<Viewer> join, Consumer<Viewer> leave) {
        return viewer -> new UsageSocket(viewer, join, leave);
    }

    @Override
    public void onOpen(Session opened, EndpointConfig config) {
        opened.setMaxIdleTimeout(SILENCE_MAX.toMillis());
        opened.setMaxTextMessageBufferSize(INCOMING_BYTES_MAX);
        opened.setMaxBinaryMessageBufferSize(INCOMING_BYTES_MAX);
        opened.getAsyncRemote().setSendTimeout(SILENCE_MAX.toMillis());
        synchronized (this) {
            session = opened;
        }
        join.accept(viewer);
    }

    @Override
    public void onClose(Session closed, CloseReason reason) {
        leave.accept(viewer);
    }

    @Override
    public void onError(Session broken, Throwable cause) {
        LOG.atDebug().setCause(cause).log("a viewer is gone");
        leave.accept(viewer);
    }

    @Override
    public synchronized void wake() {
        Session open = session;
        if (open == null || isTelling || !open.isOpen()) {
            return;
        }
        isTelling = true;
        // A message may be sent before sendText returns: a loop, since calls within calls would grow the stack.
        while (!isSending) {
            Telling telling = viewer.next();
            if (telling == null) {
                break;
            }
            isSending = true;
            open.getAsyncRemote().sendText(message(telling), this::sent);
        }
        isTelling = false;
        if (!isSending && isEnding) {
            close(open);
        }
    }

    @Override
    public synchronized void end() {
        isEnding = true;
        wake();
    }

    private synchronized void sent(SendResult result) {
        isSending = false;
        if (result.isOK()) {
            wake();
        } else {
            leave.accept(viewer);
        }
    }

    private static String message(Telling telling) {
        return "{\"event\":\"" + telling.event() + "\"," + telling.toJson().substring(1);
    }

    private void close(Session open) {
        try {
            open.close(new CloseReason(CloseReason.CloseCodes.GOING_AWAY, "ended by the server"));
        } catch (IOException gone) {
            LOG.atDebug().setCause(gone).log("a viewer is gone");
        }
    }
}

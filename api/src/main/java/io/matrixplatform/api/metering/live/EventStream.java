package io.matrixplatform.api.metering.live;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Server-sent events to one viewer, written when the connection takes them and by whichever thread comes by: the teller, or
 * the one the server calls when a full connection takes more.
 */
final class EventStream implements Viewer.Channel, WriteListener, AsyncListener {
    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
    private static final byte[] FIRST = "retry: 2000\n\n".getBytes(StandardCharsets.UTF_8);
    private static final int BATCH_BYTES = 16 << 10;
    /** What the server buffers per viewer; a batch that is larger goes by it. */
    private static final int BUFFER_BYTES = 1 << 10;

    private final Viewer viewer;
    private final AsyncContext exchange;
    private final Runnable gone;
    private @Nullable ServletOutputStream out;
    private boolean isBegun;
    private boolean isFull = true;
    private boolean isUnflushed;
    private boolean isEnding;
    private boolean isOver;

    /** @param gone is called once, when nothing can be told any more */
    EventStream(Viewer viewer, AsyncContext exchange, Runnable gone) {
        this.viewer = viewer;
        this.exchange = exchange;
        this.gone = gone;
    }

    /** Begins the answer. */
    void open() throws IOException {
        HttpServletResponse response = (HttpServletResponse) exchange.getResponse();
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType("text/event-stream;charset=utf-8");
        response.setHeader("Cache-Control", "no-store");
        // Proxies that gather an answer before they pass it on must not.
        response.setHeader("X-Accel-Buffering", "no");
        response.setBufferSize(BUFFER_BYTES);
        exchange.setTimeout(0);
        exchange.addListener(this);
        ServletOutputStream stream = response.getOutputStream();
        synchronized (this) {
            out = stream;
        }
        stream.setWriteListener(this);
    }

    @Override
    public void wake() {
        try {
            write(false);
        } catch (IOException lost) {
            onError(lost);
        }
    }

    @Override
    public synchronized void end() {
        isEnding = true;
        wake();
    }

    @Override
    public void onWritePossible() throws IOException {
        write(true);
    }

    @Override
    public void onError(Throwable lost) {
        LOG.atDebug().setCause(lost).log("a viewer is gone");
        over();
    }

    private synchronized void write(boolean hasRoom) throws IOException {
        ServletOutputStream stream = out;
        if (isOver || stream == null || (isFull && !hasRoom)) {
            return;
        }
        isFull = false;
        while (stream.isReady()) {
            byte[] batch = batch();
            if (batch.length > 0) {
                stream.write(batch);
                isUnflushed = true;
            } else if (isUnflushed) {
                stream.flush();
                isUnflushed = false;
            } else {
                if (isEnding) {
                    over();
                }
                return;
            }
        }
        isFull = true;
    }

    private byte[] batch() {
        ByteArrayOutputStream batch = new ByteArrayOutputStream(512);
        if (!isBegun) {
            isBegun = true;
            batch.writeBytes(FIRST);
        }
        while (batch.size() < BATCH_BYTES) {
            Telling telling = viewer.next();
            if (telling == null) {
                break;
            }
            batch.writeBytes(("event: " + telling.event() + "\ndata: " + telling.toJson() + "\n\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
        return batch.toByteArray();
    }

    private void over() {
        synchronized (this) {
            if (isOver) {
                return;
            }
            isOver = true;
        }
        gone.run();
        try {
            exchange.complete();
        } catch (IllegalStateException completed) {
            LOG.atDebug().setCause(completed).log("the server was faster");
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        over();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        over();
    }

    @Override
    public void onError(AsyncEvent event) {
        over();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}
}

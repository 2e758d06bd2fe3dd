package io.matrixplatform.ingest.platform;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.SingleThreadEventLoop;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Sends what was written to a connection at the end of the event loop's turn, behind what the turn has read. Under load a turn has many
 * connections to write to, most of them to the same few processes: whoever reads there is woken once for all of them, and to wake
 * somebody costs as much as to write. A loop with one thing to do sends at once, as before.
 *
 * <p>Vert.x has no place for that: its connection is asked for Netty's channel. Belongs to one event loop.
 */
public final class LateFlush extends ChannelOutboundHandlerAdapter {
    private final SingleThreadEventLoop loop;
    private boolean isDue;

    private LateFlush(SingleThreadEventLoop loop) {
        this.loop = loop;
    }

    /** To be called on its event loop, before anything is written. */
    public static void on(HttpConnection connection) {
        if (connection instanceof ConnectionBase base
                && base.channel().eventLoop() instanceof SingleThreadEventLoop loop) {
            base.channel().pipeline().addFirst(new LateFlush(loop));
        }
    }

    @Override
    public void flush(ChannelHandlerContext channel) {
        if (!isDue) {
            isDue = true;
            loop.executeAfterEventLoopIteration(() -> flushNow(channel));
        }
    }

    /** What is not sent by then would never be. */
    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // it is the promise
    public void close(ChannelHandlerContext channel, ChannelPromise closed) {
        flushNow(channel);
        channel.close(closed);
    }

    private void flushNow(ChannelHandlerContext channel) {
        if (isDue) {
            isDue = false;
            channel.flush();
        }
    }
}

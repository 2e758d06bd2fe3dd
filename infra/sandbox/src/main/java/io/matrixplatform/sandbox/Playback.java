package io.matrixplatform.sandbox;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;

/** Writes an answer at its pace, no faster than it is read, and breaks off where it shall. Belongs to one event loop. */
final class Playback {
    private final Vertx vertx;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Behaviour behaviour;

    Playback(Vertx vertx, HttpServerRequest request, Behaviour behaviour) {
        this.vertx = vertx;
        this.request = request;
        this.response = request.response();
        this.behaviour = behaviour;
    }

    void whole(Buffer body) {
        if (behaviour.cutAfter() < 0) {
            response.end(body);
            return;
        }
        response.putHeader("content-length", Integer.toString(body.length()));
        response.write(body.slice(0, body.length() / 2))
                .onComplete(written -> request.connection().close());
    }

    void events(List<String> events) {
        response.setChunked(true);
        play(events, 0);
    }

    private void play(List<String> events, int from) {
        for (int next = from; next < events.size(); next++) {
            if (response.closed()) {
                return;
            }
            if (next == behaviour.cutAfter()) {
                // What was written before is sent before.
                response.write(Buffer.buffer(": cut\n"))
                        .onComplete(written -> request.connection().close());
                return;
            }
            response.write(events.get(next));
            int after = next + 1;
            if (behaviour.chunkDelayMs() > 0) {
                vertx.setTimer(behaviour.chunkDelayMs(), id -> play(events, after));
                return;
            }
            if (response.writeQueueFull()) {
                response.drainHandler(drained -> play(events, after));
                return;
            }
        }
        response.end();
    }
}

package io.matrixplatform.ingest.inference.calls;

import static io.matrixplatform.ingest.platform.ProblemType.CALL_REFUSED;
import static io.matrixplatform.ingest.platform.ProblemType.REQUEST_TOO_LARGE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.matrixplatform.ingest.inference.answers.TokenUsage;
import io.matrixplatform.ingest.inference.requests.CallBody;
import io.matrixplatform.ingest.inference.requests.PromptSize;
import io.matrixplatform.ingest.inference.routes.ModelRoute;
import io.matrixplatform.ingest.inference.routes.Upstream;
import io.matrixplatform.ingest.inference.upstreams.Fault;
import io.matrixplatform.ingest.platform.ProblemException;
import io.matrixplatform.ingest.platform.Timeouts.Timeout;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Has one call answered: tries upstreams in their order, lets the answer pass, and ends the call. Belongs to one event loop. */
final class Exchange implements Attempt.Outcome {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** With these an upstream says that it has not begun: 429, 503, and 529, which is Anthropic's for 503. */
    private static final Set<Integer> BUSY = Set.of(429, 503, 529);
    /** With these it objects to what the caller wrote; all others are about our credential, our route, or itself. */
    private static final Set<Integer> OBJECTIONS = Set.of(400, 409, 413, 415, 422);

    private static final int TOO_LARGE = 413;

    private final CallParts parts;
    private final Call call;
    private final CallBody body;
    private final Map<String, String> headers;
    private final ModelRoute route;
    private final Reply reply;
    private @Nullable Timeout deadline;
    private int upstream;
    private int retriesLeft;
    private @Nullable Attempt attempt;
    private @Nullable Relay relay;

    /** @param headers of the request that go on with it */
    Exchange(CallParts parts, Call call, CallBody body, Map<String, String> headers, ModelRoute route, Reply reply) {
        this.parts = parts;
        this.call = call;
        this.body = body;
        this.headers = headers;
        this.route = route;
        this.reply = reply;
    }

    void start() {
        reply.whenCallerLeaves(this::callerLeft);
        deadline = parts.timeouts().in(parts.config().callMax(), this::tookTooLong);
        goTo(0, Fault.UNREACHED);
    }

    CallBody body() {
        return body;
    }

    Call call() {
        return call;
    }

    Reply reply() {
        return reply;
    }

    /** Of an answer whose upstream tells no usage: more rather than less. */
    TokenUsage estimate(long textBytes) {
        return TokenUsage.estimated(body.inputTokens(), PromptSize.tokensOf(textBytes));
    }

    /** Ends the call; what is under way at the upstream is stopped by whoever calls. */
    void end(int status, TokenUsage usage) {
        end(status, usage, () -> {});
    }

    /** @param last is what the caller still gets, once the call's fact can no longer be lost */
    void end(int status, TokenUsage usage, Runnable last) {
        if (deadline != null) {
            deadline.giveUp();
        }
        call.end(status, usage, last);
    }

    /** Ends the call where nothing good has been answered yet. */
    void refuse(ProblemException why) {
        if (!call.hasEnded()) {
            end(reply.refuse(why), TokenUsage.NONE);
        }
    }

    /** An answer that has begun goes no further. */
    void broke(Attempt broken, Fault fault, TokenUsage usage) {
        parts.servers().of(broken.upstream()).failed(fault);
        parts.metrics().countFault(broken.upstream().provider(), fault);
        call.trace().fails(fault);
        end(reply.status(fault.problem()), usage);
    }

    /** @param otherwise why, if there is none that may be tried */
    private void goTo(int first, Fault otherwise) {
        for (int next = first; next < route.upstreams().size(); next++) {
            Upstream candidate = route.upstreams().get(next);
            if (parts.servers().of(candidate).admits()) {
                upstream = next;
                retriesLeft = candidate.retries();
                attempt(candidate);
                return;
            }
        }
        refuse(problem(otherwise));
    }

    private void attempt(Upstream candidate) {
        Attempt next = new Attempt(parts.timeouts(), candidate, parts.client(), this);
        attempt = next;
        next.start(call.operation(), body, call.trace().asks(call.operation(), candidate, headers));
    }

    @Override
    public void answered(Attempt answering, HttpClientResponse response) {
        parts.servers().of(answering.upstream()).answered();
        call.trace().answers(response.statusCode());
        String contentType = String.valueOf(response.getHeader(HttpHeaders.CONTENT_TYPE));
        boolean isPacked = response.headers().contains(HttpHeaders.CONTENT_ENCODING);
        if (!isPacked && contentType.startsWith("text/event-stream")) {
            relay = new StreamRelay(this, answering, response);
        } else if (!isPacked && contentType.startsWith("application/json")) {
            relay = new PlainRelay(this, answering, response);
        } else {
            answering.fail(Fault.BROKEN);
            return;
        }
        relay.start();
    }

    @Override
    public void refused(Attempt refusing, HttpClientResponse response, Buffer said) {
        int status = response.statusCode();
        call.trace().answers(status);
        if (BUSY.contains(status)) {
            reply.retryAfter(response.getHeader(HttpHeaders.RETRY_AFTER));
            failed(refusing, Fault.BUSY);
        } else if (OBJECTIONS.contains(status)) {
            parts.servers().of(refusing.upstream()).answered();
            CallError error = CallError.said(status == TOO_LARGE ? REQUEST_TOO_LARGE : CALL_REFUSED, errorIn(said));
            end(reply.refuse(error), TokenUsage.NONE);
        } else {
            failed(refusing, Fault.BROKEN);
        }
    }

    @Override
    public void failed(Attempt failing, Fault fault) {
        parts.metrics().countFault(failing.upstream().provider(), fault);
        call.trace().fails(fault);
        parts.servers().of(failing.upstream()).failed(fault);
        relay = null;
        if (call.hasEnded()) {
            return;
        }
        if (fault == Fault.UNREACHED && retriesLeft > 0) {
            retriesLeft--;
            parts.timeouts().in(PAUSE, () -> tryAgain(failing.upstream()));
        } else if (!fault.mayHaveBeenProcessed() || !call.operation().generates()) {
            goTo(upstream + 1, fault);
        } else {
            refuse(problem(fault));
        }
    }

    private void tryAgain(Upstream same) {
        if (!call.hasEnded()) {
            attempt(same);
        }
    }

    private void callerLeft() {
        if (call.hasEnded()) {
            return;
        }
        TokenUsage usage = usageSoFar();
        stop();
        end(parts.inFlight().isDraining() ? 503 : Call.LEFT, usage);
    }

    private void tookTooLong() {
        if (call.hasEnded()) {
            return;
        }
        Relay passing = relay;
        if (passing != null) {
            passing.breakOff(
                    Fault.LATE, "the call took longer than " + parts.config().callMax());
        } else {
            stop();
            refuse(problem(Fault.LATE));
        }
    }

    private void stop() {
        Attempt running = attempt;
        if (running != null) {
            running.stop();
        }
    }

    /** What an upstream was asked is paid for, though nobody waits for the answer any more. */
    private TokenUsage usageSoFar() {
        Relay passing = relay;
        if (passing != null) {
            return passing.usageSoFar();
        }
        Attempt running = attempt;
        return running != null && running.wasSent() ? TokenUsage.estimated(body.inputTokens(), 0) : TokenUsage.NONE;
    }

    static ProblemException problem(Fault fault) {
        return new ProblemException(
                fault.problem(),
                switch (fault) {
                    case UNREACHED -> "no server that answers for the model could be reached";
                    case BUSY -> "the model takes no more calls at the moment; send it again later";
                    case LATE -> "the model did not answer in time";
                    case BROKEN -> "the model's server failed";
                });
    }

    private static JsonNode errorIn(Buffer said) {
        try {
            return JSON.readTree(said.getBytes()).path("error");
        } catch (IOException notJson) {
            return JSON.missingNode();
        }
    }
}

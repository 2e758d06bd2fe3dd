package io.matrixplatform.ingest.inference.calls;

import io.matrixplatform.ingest.access.KnownKey;
import io.matrixplatform.ingest.access.limits.Decision;
import io.matrixplatform.ingest.access.limits.Decision.Admitted;
import io.matrixplatform.ingest.access.limits.Decision.Refused;
import io.matrixplatform.ingest.access.limits.Demand;
import io.matrixplatform.ingest.access.limits.Limiter;
import io.matrixplatform.ingest.access.limits.wire.RefusedAnswer;
import io.matrixplatform.ingest.inference.answers.TokenUsage;
import io.matrixplatform.ingest.inference.requests.CallBody;
import io.matrixplatform.ingest.inference.routes.ModelRoute;
import io.opentelemetry.api.trace.Span;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;

/** Holds calls to the limits of their keys, and tells callers what is left. Thread-safe. */
final class CallLimits {
    /** Taken for the most output of one answer where neither the caller nor the model's route says less. */
    private static final long ASSUMED_OUTPUT = 4_096;

    private final Limiter limiter;
    private final InstantSource clock;

    CallLimits(Limiter limiter, InstantSource clock) {
        this.limiter = limiter;
        this.clock = clock;
    }

    /** What a call may come to. */
    static Demand demand(Call call, CallBody wanted, ModelRoute route) {
        if (!call.operation().generates()) {
            return new Demand(wanted.inputTokens(), 0, false);
        }
        if (wanted.outputTokensTogether().isPresent()) {
            return new Demand(
                    wanted.inputTokens(), wanted.outputTokensTogether().getAsLong(), false);
        }
        Long most = route.maxOutputTokens();
        long each = most == null ? ASSUMED_OUTPUT : Math.min(most, ASSUMED_OUTPUT);
        return new Demand(wanted.inputTokens(), each * wanted.choices(), true);
    }

    /**
     * Lets a call begin, which settles when it ends; or answers why it may not, and ends it.
     *
     * @return whether it may begin
     */
    boolean letIn(Call call, Reply reply, Demand demand) {
        Span span = call.trace().limits();
        Decision decision = limiter.admit(call.key(), demand);
        reply.tellLimits(decision.readings(), clock.instant());
        call.trace().decided(span, decision);
        if (decision instanceof Admitted admitted) {
            call.hold(admitted.permit());
            return true;
        }
        RefusedAnswer why =
                RefusedAnswer.of((Refused) decision, ThreadLocalRandom.current().nextDouble());
        reply.tell(why.headers());
        call.end(reply.refuse(CallError.limited(why)), TokenUsage.NONE);
        return false;
    }

    /** Tells what is left in an answer that uses nothing. */
    void show(KnownKey key, Reply reply) {
        reply.tellLimits(limiter.look(key), clock.instant());
    }
}

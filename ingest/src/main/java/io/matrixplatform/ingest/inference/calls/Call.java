package io.matrixplatform.ingest.inference.calls;

import io.matrixplatform.ingest.access.KnownKey;
import io.matrixplatform.ingest.access.limits.Permit;
import io.matrixplatform.ingest.inference.answers.TokenUsage;
import io.matrixplatform.ingest.inference.requests.Operation;
import io.matrixplatform.ingest.inference.traces.CallTrace;
import io.matrixplatform.ingest.platform.InFlight;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One call that was let in, from its request to its one end. Belongs to one event loop.
 */
final class Call {
    /** Stands in the fact of a call that names no model there is: what callers write is no label. */
    static final String NO_MODEL = "(unknown)";

    /** The caller left. */
    static final int LEFT = 499;

    private final String id;
    private final KnownKey key;
    private final Operation operation;
    private final Instant beganAt;
    private final long beganNanos = System.nanoTime();
    private final InFlight.Account account;
    private final CallTrace trace;
    private final CallFacts facts;
    private final AtomicBoolean hasEnded = new AtomicBoolean();

    private String model = NO_MODEL;
    private @Nullable Long firstTextMs;
    private volatile @Nullable Permit permit;

    /** @param id is the request's id for the caller, and the fact's */
    Call(
            String id,
            KnownKey key,
            Operation operation,
            Instant beganAt,
            InFlight.Account account,
            CallTrace trace,
            CallFacts facts) {
        this.id = id;
        this.key = key;
        this.operation = operation;
        this.beganAt = beganAt;
        this.account = account;
        this.trace = trace;
        this.facts = facts;
    }

    String id() {
        return id;
    }

    KnownKey key() {
        return key;
    }

    Operation operation() {
        return operation;
    }

    Instant beganAt() {
        return beganAt;
    }

    /** What it holds of the memory that all calls share, until its fact is in the log. */
    InFlight.Account account() {
        return account;
    }

    CallTrace trace() {
        return trace;
    }

    String model() {
        return model;
    }

    /** Null while the model has written nothing that was passed on as it came. */
    @Nullable Long firstTextMs() {
        return firstTextMs;
    }

    void isFor(String knownModel) {
        model = knownModel;
    }

    /** Text of the model goes to the caller; the first time is kept. */
    void passesText() {
        if (firstTextMs == null) {
            firstTextMs = elapsedMs();
        }
    }

    /** What its limits have let it in for; settled when it ends. */
    void hold(Permit leave) {
        permit = leave;
    }

    /** Whether its limits have let it in. */
    boolean isHeld() {
        return permit != null;
    }

    boolean hasEnded() {
        return hasEnded.get();
    }

    /** As {@link #end(int, TokenUsage, Runnable)}, where nobody waits for anything any more. */
    boolean end(int status, TokenUsage usage) {
        return end(status, usage, () -> {});
    }

    /**
     * Ends it: the one transition, from which its fact is made.
     *
     * @param status the caller got, or would have got, had he stayed and the answer not begun
     * @param safe is called on the event loop once its fact can no longer be lost, in the log or on the disk
     * @return false if it had ended already
     */
    boolean end(int status, TokenUsage usage, Runnable safe) {
        if (!hasEnded.compareAndSet(false, true)) {
            return false;
        }
        Permit held = permit;
        if (held != null) {
            held.settle(usage.input(), usage.output());
        }
        facts.tell(this, status, usage, elapsedMs(), safe);
        return true;
    }

    private long elapsedMs() {
        return (System.nanoTime() - beganNanos) / 1_000_000;
    }
}

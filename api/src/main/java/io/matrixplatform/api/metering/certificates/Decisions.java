package io.matrixplatform.api.metering.certificates;

import io.matrixplatform.api.metering.recount.RawFact;
import io.matrixplatform.events.metering.Verdict;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What was decided of held calls: of several decisions about the same data the first stands. */
final class Decisions {
    private final Map<Key, Decision> standing = new HashMap<>();

    private record Key(String tenant, String identity, String payload) {
        static Key of(RawFact call) {
            return new Key(call.tenantId(), call.identity(), call.payload());
        }
    }

    private record Decision(Verdict verdict, Instant at) {}

    /** In the order of the log. */
    Fate add(LogRecord record, RawFact call) {
        Verdict verdict = record.decision().getVerdict();
        Decision before = standing.putIfAbsent(Key.of(call), new Decision(verdict, record.timestamp()));
        if (before == null) {
            return Fate.DECIDED;
        }
        return before.verdict == verdict ? Fate.REPEATED : Fate.CONFLICTING;
    }

    /** When a held call was released; empty if it was not. */
    Optional<Instant> released(RawFact call) {
        return Optional.ofNullable(standing.get(Key.of(call)))
                .filter(decision -> decision.verdict == Verdict.RELEASE)
                .map(Decision::at);
    }
}

package io.matrixplatform.ingest.operations;

import io.matrixplatform.events.operations.EdgeReport;
import io.matrixplatform.events.operations.TracedFact;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Keeps what it is sent, and answers when the test says so. */
final class FakeReportLog implements ReportLog {
    private record Sent(String key, EdgeReport report, Consumer<Boolean> answered) {}

    private final List<Sent> unanswered = new ArrayList<>();
    private final List<TracedFact> tracedFacts = new ArrayList<>();
    private boolean takesTracedFacts = true;

    /** Whether it confirms what comes from now on. */
    void takeTracedFacts(boolean takes) {
        takesTracedFacts = takes;
    }

    List<TracedFact> tracedFacts() {
        return tracedFacts;
    }

    @Override
    public void send(String key, EdgeReport report, Consumer<Boolean> answered) {
        unanswered.add(new Sent(key, report, answered));
    }

    @Override
    public void send(TracedFact fact, Consumer<Boolean> answered) {
        tracedFacts.add(fact);
        answered.accept(takesTracedFacts);
    }

    /** What was sent and not answered, answered now. */
    List<EdgeReport> answer(boolean isThere) {
        List<Sent> all = List.copyOf(unanswered);
        unanswered.clear();
        all.forEach(sent -> sent.answered().accept(isThere));
        return all.stream().map(Sent::report).toList();
    }

    List<String> keys() {
        return unanswered.stream().map(Sent::key).toList();
    }

    @Override
    public void close() {}
}

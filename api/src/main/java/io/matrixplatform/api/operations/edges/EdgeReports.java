package io.matrixplatform.api.operations.edges;

import io.matrixplatform.events.operations.EdgeReport;
import io.matrixplatform.events.operations.LimitUsed;
import io.matrixplatform.model.access.limits.LimitKind;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The newest word of every edge about everything. Written by one thread, read by any. */
public final class EdgeReports {
    private final InstantSource clock;
    private final Map<String, Edge> edges = new ConcurrentHashMap<>();
    private final Map<Subject, Word<List<Used>>> uses = new ConcurrentHashMap<>();
    private final Map<Subject, Word<ServerState>> servers = new ConcurrentHashMap<>();

    public EdgeReports(InstantSource clock) {
        this.clock = clock;
    }

    /** @param id of the subscription or key, or the address of the server */
    private record Subject(String edge, String id) {}

    /** @param said by which process of the edge, and when */
    private record Word<T>(Edge said, T what) {
        static <T> Word<T> later(Word<T> one, Word<T> other) {
            return Edge.later(one.said, other.said).equals(one.said) ? one : other;
        }
    }

    void take(EdgeReport report) {
        Edge said = new Edge(report.getEdge(), report.getStartedAt(), report.getSaidAt());
        edges.merge(report.getEdge(), said, Edge::later);
        if (report.getLimitUse() != null) {
            List<Used> used = new ArrayList<>();
            for (LimitUsed limit : report.getLimitUse().getLimits()) {
                kind(limit.getKind()).ifPresent(kind -> used.add(used(kind, limit, said)));
            }
            uses.merge(
                    new Subject(report.getEdge(), report.getLimitUse().getOwner()),
                    new Word<>(said, List.copyOf(used)),
                    Word::later);
        }
        if (report.getServer() != null) {
            servers.merge(
                    new Subject(report.getEdge(), report.getServer().getBaseUrl()),
                    new Word<>(said, ServerState.of(report.getServer())),
                    Word::later);
        }
    }

    private static Used used(LimitKind kind, LimitUsed limit, Edge said) {
        Instant backAt = limit.getBackInUs() == 0 ? null : said.heardAt().plus(limit.getBackInUs(), ChronoUnit.MICROS);
        return new Used(kind, limit.getAmount(), limit.getUsed(), backAt);
    }

    /** One that this version does not know is no limit of ours. */
    private static Optional<LimitKind> kind(String text) {
        try {
            return Optional.of(LimitKind.of(text));
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    /** Every edge of which something is known, by its name. */
    List<Edge> all() {
        return edges.values().stream().sorted(Comparator.comparing(Edge::edge)).toList();
    }

    /** Those that are heard of now, by their names. */
    List<Edge> heard() {
        Instant now = clock.instant();
        return all().stream().filter(edge -> edge.isHeardAt(now)).toList();
    }

    /** What {@code edge} said of the limits of a subscription or key; nothing where nobody has used them since it started. */
    List<Used> used(Edge edge, String owner) {
        return word(uses, edge, owner).orElse(List.of());
    }

    /** What {@code edge} said of a server; empty if it has not spoken of it since it started. */
    Optional<ServerState> server(Edge edge, String baseUrl) {
        return word(servers, edge, baseUrl);
    }

    /** What a process said that is over does not hold any more. */
    private static <T> Optional<T> word(Map<Subject, Word<T>> words, Edge edge, String id) {
        return Optional.ofNullable(words.get(new Subject(edge.edge(), id)))
                .filter(word -> word.said().startedAt().equals(edge.startedAt()))
                .map(Word::what);
    }

    /** What was said before is of no use to anybody any more. */
    void forgetBefore(Instant time) {
        uses.values().removeIf(word -> word.said().heardAt().isBefore(time));
        edges.values().removeIf(edge -> edge.heardAt().isBefore(time));
        servers.keySet().removeIf(subject -> !edges.containsKey(subject.edge()));
    }
}

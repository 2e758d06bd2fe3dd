package io.matrixplatform.chaos.balance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.matrixplatform.replay.counting.Comparison;
import io.matrixplatform.replay.platform.Patience;
import io.matrixplatform.replay.platform.ReplayException;
import io.matrixplatform.replay.runs.RunKey;
import io.matrixplatform.replay.stack.Endpoints;
import io.matrixplatform.replay.stack.JsonHttp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Live usage beside the usage that is asked for, minute by minute. */
public final class LiveUsage {
    /** Live usage is of the last hour; its first minutes may be gone while the other is asked. */
    private static final Duration COMPARED = Duration.ofMinutes(55);

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final String EVENT = "event: ";
    private static final String DATA = "data: ";
    private static final int OK = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Endpoints endpoints;
    private final JsonHttp http;
    private final InstantSource clock;
    private final HttpClient streams =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public LiveUsage(Endpoints endpoints, JsonHttp http, InstantSource clock) {
        this.endpoints = endpoints;
        this.http = http;
        this.clock = clock;
    }

    public Comparison compare(String tenant, RunKey key, String meter) {
        Instant to = clock.instant().truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
        Instant from = to.minus(COMPARED);
        return new Comparison(
                tenant,
                meter + " by minute since " + from,
                told(asked(key, meter, from, to)),
                Map.of("live", told(live(key, meter, from, to))));
    }

    /** Their sum, and which minutes they are in a form that is short. */
    private static String told(SortedMap<Instant, BigDecimal> minutes) {
        BigDecimal sum = minutes.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        return sum.toPlainString() + " in " + minutes.size() + " minutes (" + Integer.toHexString(minutes.hashCode())
                + ")";
    }

    private SortedMap<Instant, BigDecimal> asked(RunKey key, String meter, Instant from, Instant to) {
        SortedMap<Instant, BigDecimal> minutes = new TreeMap<>();
        JsonNode answer = http.get(
                endpoints.api().resolve("/v1/usage?meter=" + meter + "&window=minute&from=" + from + "&to=" + to),
                Map.of("Authorization", "Bearer " + key.secret()));
        answer.path("data").forEach(row -> add(minutes, row.path("start"), row.path("quantity")));
        return minutes;
    }

    private SortedMap<Instant, BigDecimal> live(RunKey key, String meter, Instant from, Instant to) {
        HttpRequest request = HttpRequest.newBuilder(endpoints.api().resolve("/v1/usage/stream?meters=" + meter))
                .header("Authorization", "Bearer " + key.secret())
                .timeout(TIMEOUT)
                .build();
        Patience patience = new Patience(PATIENCE);
        while (true) {
            try {
                HttpResponse<Stream<String>> answer = streams.send(request, BodyHandlers.ofLines());
                try (Stream<String> lines = answer.body()) {
                    if (answer.statusCode() == OK) {
                        return snapshot(lines.iterator(), from, to);
                    }
                }
            } catch (IOException | UncheckedIOException away) {
                // It is asked again, as after an answer that it is not ready.
                patience.pause(Duration.ZERO, "live usage: " + away.getMessage());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new ReplayException("stopped", stopped);
            }
            patience.pause(LOOK_AGAIN, "live usage is not told");
        }
    }

    /** What a viewer is told before the event that says it was all. */
    private static SortedMap<Instant, BigDecimal> snapshot(Iterator<String> lines, Instant from, Instant to)
            throws JsonProcessingException {
        SortedMap<Instant, BigDecimal> minutes = new TreeMap<>();
        String event = "";
        while (lines.hasNext() && !event.equals("snapshot")) {
            String line = lines.next();
            if (line.startsWith(EVENT)) {
                event = line.substring(EVENT.length());
            } else if (line.startsWith(DATA) && event.equals("usage")) {
                JsonNode told = JSON.readTree(line.substring(DATA.length()));
                Instant minute = Instant.parse(told.path("minute").asText());
                if (!minute.isBefore(from) && minute.isBefore(to)) {
                    add(minutes, told.path("minute"), told.path("quantity"));
                }
            }
        }
        return minutes;
    }

    /** Without minutes that come to nothing: one side tells of them, the other does not. */
    private static void add(SortedMap<Instant, BigDecimal> minutes, JsonNode minute, JsonNode quantity) {
        BigDecimal amount = new BigDecimal(quantity.asText()).stripTrailingZeros();
        if (amount.signum() != 0) {
            minutes.put(Instant.parse(minute.asText()), amount);
        }
    }
}

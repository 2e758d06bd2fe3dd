package io.matrixplatform.replay.offline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.matrixplatform.replay.counting.Totals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OfflineCountTest {
    @TempDir
    private Path folder;

    @Test
    void countsEachCallOnceAsItWasCorrectedAndAdmitted() throws IOException {
        OfflineCount count = count(
                call("a", 0, "", data(10, 1)),
                call("a", 0, "", data(10, 1)),
                call("b", 1, "", data(20, 2)),
                call("b", 1, "", data(21, 2)),
                call("c", 2, ",\"correction\":\"cancel\"", data(30, 3)),
                call("c", 2, "", data(30, 3)),
                call("d", 3, "", data(40, 4)),
                call(
                        "d",
                        3,
                        ",\"correction\":\"amend\"",
                        "{\"original\":" + data(40, 4) + ",\"amended\":" + data(7, 5) + "}"),
                call("e", 4, "", data(1, 5_000)),
                call("f", 5, ",\"correction\":\"cancel\"", data(61, 6)),
                call("f", 5, "", data(60, 6)));

        assertThat(count.counted("offline").of("ten_a")).isEqualTo(new Totals(4, 97, 14));
        assertThat(count.contradicted("ten_a")).containsExactly("b", "f");
        assertThat(count.held("ten_a")).containsExactly("e");
    }

    @Test
    void aggregatesTheListOfTheCallsThatCount() throws IOException {
        OfflineCount count = count(
                call("a", 0, "", data(10, 4)),
                call("b", 60, "", data(30, 2)),
                call("c", 120, "", data(20, 4)),
                call("x", 180, "", data(99, 9)),
                call("x", 180, ",\"correction\":\"cancel\"", data(99, 9)));

        assertThat(aggregate(count, Aggregate.MIN)).isEqualTo("2");
        assertThat(aggregate(count, Aggregate.MAX)).isEqualTo("30");
        assertThat(aggregate(count, Aggregate.AVERAGE)).isEqualTo("3.333333333333333333");
        assertThat(aggregate(count, Aggregate.LATEST)).isEqualTo("20");
        assertThat(aggregate(count, Aggregate.UNIQUE_COUNT)).isEqualTo("2");
        assertThat(aggregate(count, Aggregate.PERCENTILE)).isEqualTo("5");
        // 4 for a minute, 2 for a minute, 4 for the 58 minutes left.
        assertThat(aggregate(count, Aggregate.TIME_WEIGHTED_SUM)).isEqualTo("3.966666666666666667");
    }

    private static String aggregate(OfflineCount count, Aggregate aggregate) {
        return count.aggregate(aggregate, "ten_a", Instant.parse("2026-03-01T13:00:00Z"));
    }

    private OfflineCount count(String... lines) throws IOException {
        Path file = Files.write(folder.resolve("events"), List.of(lines));
        return OfflineCount.of(
                file, new UsageLimits(Map.of("*", new ObjectMapper().readTree("{\"max_output_tokens\":1000}"))));
    }

    private static String call(String id, int second, String more, String data) {
        Instant time = Instant.parse("2026-03-01T12:00:00Z").plusSeconds(second);
        return "{\"tenant\":\"ten_a\",\"event\":{\"id\":\"" + id + "\",\"source\":\"s\",\"time\":\"" + time + "\""
                + more + ",\"data\":" + data + "}}";
    }

    private static String data(long input, long output) {
        return "{\"model\":\"m\",\"latency_ms\":5,\"input_tokens\":" + input + ",\"output_tokens\":" + output + "}";
    }
}

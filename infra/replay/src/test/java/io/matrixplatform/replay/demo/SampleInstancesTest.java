package io.matrixplatform.replay.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.replay.demo.Sending.Kind;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SampleInstancesTest {
    /** Three hours. */
    private static final long TICKS = 43_200;

    private final List<Sending> sendings = all(new SampleInstances(7, 2));

    @Test
    void isTheSameForTheSameSeed() {
        assertThat(all(new SampleInstances(7, 2))).isEqualTo(sendings);
        assertThat(all(new SampleInstances(8, 2))).isNotEqualTo(sendings);
    }

    @Test
    void countsUpWithinALifeAndBeginsAnewInTheNext() {
        Map<Object, BigDecimal> counted = new HashMap<>();
        Map<Object, Object> lives = new HashMap<>();
        Set<Object> restarted = new HashSet<>();
        for (Sending sending : sendings) {
            Map<String, Object> data = sending.event().data();
            if (!"cpu".equals(data.get("metric")) || sending.kind() == Kind.REPEAT) {
                continue;
            }
            Object instance = data.get("instance_id");
            BigDecimal value = (BigDecimal) data.get("value");
            if (Objects.equals(data.get("started_at"), lives.put(instance, data.get("started_at")))) {
                assertThat(value).isGreaterThanOrEqualTo(counted.get(instance));
            } else if (counted.containsKey(instance)) {
                restarted.add(instance);
            }
            counted.put(instance, value);
        }

        assertThat(counted).hasSize(2 * SampleInstances.PER_TENANT);
        assertThat(restarted).isEqualTo(counted.keySet());
    }

    @Test
    void isSilentNowAndThenForLongerThanALevelHolds() {
        Map<Object, Duration> last = new HashMap<>();
        Duration longest = Duration.ZERO;
        for (Sending sending : sendings) {
            Duration at = sending.event().occurred();
            Duration before = last.put(sending.event().data().get("instance_id"), at);
            Duration silence = before == null ? Duration.ZERO : at.minus(before);
            longest = silence.compareTo(longest) > 0 ? silence : longest;
        }

        assertThat(longest).isGreaterThan(Duration.ofMinutes(5));
    }

    @Test
    void writesTheStartOfALifeAsATime() {
        Instant start = Instant.parse("2026-07-01T12:00:00Z");
        Sending first = sendings.get(0);
        Instant startedAt = start.plus((Duration) first.event().data().get("started_at"));

        byte[] body = new SampleEventWriter("urn:test", start).batch(List.of(first.event()));

        assertThat(new String(body, StandardCharsets.UTF_8)).contains("\"started_at\":\"" + startedAt + "\"");
    }

    private static List<Sending> all(SampleInstances instances) {
        return LongStream.range(0, TICKS)
                .boxed()
                .flatMap(tick -> instances.tick(tick).stream())
                .toList();
    }
}

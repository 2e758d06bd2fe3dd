package io.matrixplatform.ingest.access.limits;

import static io.matrixplatform.ingest.access.limits.Edge.key;
import static io.matrixplatform.ingest.access.limits.Edge.limit;
import static io.matrixplatform.ingest.access.limits.Edge.reading;
import static io.matrixplatform.model.access.limits.LimitKind.REQUESTS_PER_DAY;
import static io.matrixplatform.model.access.limits.LimitKind.REQUESTS_PER_HOUR;
import static io.matrixplatform.model.access.limits.LimitKind.REQUESTS_PER_MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.model.access.limits.Limit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptWindowsTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("limits").resolve("windows");
    }

    @Test
    void doesNotGiveADaysQuotaBackByARestart() {
        Edge before = edge();
        before.letThrough(key(1));
        before.limiter.keep();

        Edge after = edge();
        after.put("key/key_1", limit(REQUESTS_PER_DAY, 5));

        assertThat(reading(after.refuse(), REQUESTS_PER_DAY).remaining()).isZero();
    }

    @Test
    void keepsWhatNobodyHasAskedForSinceTheRestart() {
        Edge before = edge();
        before.letThrough(key(1));
        before.limiter.keep();
        Edge idle = edge();
        idle.limiter.sweep();
        idle.limiter.keep();

        assertThat(edge().refuse().readings()).isNotEmpty();
    }

    @Test
    void forgetsWindowsThatAreOver() throws IOException {
        Edge before = edge();
        before.letThrough(key(1));
        before.limiter.keep();
        assertThat(Files.readAllLines(file)).hasSize(2);

        Edge later = edge();
        later.pass(Duration.ofHours(2));
        later.limiter.keep();
        assertThat(Files.readAllLines(file)).hasSize(1);
        later.pass(Duration.ofHours(12));
        later.limiter.keep();

        assertThat(Files.readAllLines(file)).isEmpty();
        assertThat(later.letThrough(key(1))).isEqualTo(3);
    }

    @Test
    void beginsAnewWhenTheFileCannotBeRead() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "sub_1 requests_per_day many 3\n");

        Edge after = edge();
        after.pass(Duration.ofMinutes(1));

        assertThat(after.letThrough(key(1))).isEqualTo(3);
    }

    /** Or an edge that dies again and again would let through as many bursts. */
    @Test
    void beginsWithEmptyBucketsWhenItHasRunBefore() {
        Limit perMinute = limit(REQUESTS_PER_MINUTE, 60);
        Edge first = new Edge(file).tier(perMinute);
        first.limiter.keep();
        assertThat(first.letThrough(key(1))).isEqualTo(60);

        Edge second = new Edge(file).tier(perMinute);
        assertThat(second.refuse().retryAfter()).isEqualTo(Duration.ofSeconds(1));
        second.pass(Duration.ofSeconds(10));
        assertThat(second.letThrough(key(1))).isEqualTo(10);
        assertThat(second.letThrough(key(2, "ten_2", "sub_2", Edge.FREE)))
                .as("whoever comes later has as much as has come back by then")
                .isEqualTo(10);
        second.pass(Duration.ofMinutes(2));
        second.limiter.sweep();

        assertThat(second.letThrough(key(1))).as("and never twice").isEqualTo(60);
    }

    @Test
    void beginsWithFullBucketsWhenItIsNew() {
        assertThat(edge().letThrough(key(1))).isEqualTo(3);
    }

    private Edge edge() {
        return new Edge(file)
                .tier(limit(REQUESTS_PER_DAY, 3), limit(REQUESTS_PER_HOUR, 10), limit(REQUESTS_PER_MINUTE, 100));
    }
}

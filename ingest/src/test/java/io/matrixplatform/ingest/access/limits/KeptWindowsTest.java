package io.matrixplatform.ingest.access.limits;

import static io.matrixplatform.ingest.access.limits.Edge.key;
import static io.matrixplatform.ingest.access.limits.Edge.limit;
import static io.matrixplatform.ingest.access.limits.Edge.reading;
import static io.matrixplatform.model.access.limits.LimitKind.REQUESTS_PER_DAY;
import static io.matrixplatform.model.access.limits.LimitKind.REQUESTS_PER_HOUR;
import static io.matrixplatform.model.access.limits.LimitKind.REQUESTS_PER_MINUTE;
import static org.assertj.core.api.Assertions.assertThat;

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

        assertThat(edge().letThrough(key(1))).isEqualTo(3);
    }

    private Edge edge() {
        return new Edge(file)
                .tier(limit(REQUESTS_PER_DAY, 3), limit(REQUESTS_PER_HOUR, 10), limit(REQUESTS_PER_MINUTE, 100));
    }
}

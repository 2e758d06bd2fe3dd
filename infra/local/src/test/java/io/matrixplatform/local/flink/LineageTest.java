package io.matrixplatform.local.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineageTest {
    @TempDir
    Path folder;

    private Lineage lineage;

    @BeforeEach
    void open() {
        lineage = new Lineage(folder, "metering");
    }

    @Test
    void aJobThatWasNeverSubmittedStartsFromNothing() throws IOException {
        assertThat(lineage.newestCheckpoint()).isEmpty();
    }

    @Test
    void takesTheHighestNumberAndNotTheNameThatSortsLast() throws IOException {
        lineage.add("job1");
        complete("job1", 9);
        Path newest = complete("job1", 10);

        assertThat(lineage.newestCheckpoint()).contains(newest);
    }

    @Test
    void passesOverACheckpointThatWasNotCompleted() throws IOException {
        lineage.add("job1");
        Path newest = complete("job1", 7);
        Files.createDirectories(folder.resolve("job1/chk-8"));
        Files.createDirectories(folder.resolve("job1/shared"));

        assertThat(lineage.newestCheckpoint()).contains(newest);
    }

    @Test
    void takesTheNewestSubmissionEvenWhenAnOlderOneCountedFurther() throws IOException {
        lineage.add("job1");
        complete("job1", 500);
        lineage.add("job2");
        Path newest = complete("job2", 1);

        assertThat(lineage.newestCheckpoint()).contains(newest);
    }

    @Test
    void fallsBackToTheSubmissionBeforeWhileTheNewestHasCompletedNone() throws IOException {
        lineage.add("job1");
        Path newest = complete("job1", 4);
        lineage.add("job2");
        Files.createDirectories(folder.resolve("job2/chk-5"));

        assertThat(lineage.newestCheckpoint()).contains(newest);
    }

    @Test
    void knowsTheNewestSubmissionAndThoseBeforeIt() throws IOException {
        assertThat(lineage.newestJob()).isEmpty();

        lineage.add("job1");
        lineage.add("job2");

        assertThat(lineage.newestJob()).contains("job2");
        assertThat(lineage.has("job1")).isTrue();
        assertThat(lineage.has("other")).isFalse();
    }

    @Test
    void neverTakesACheckpointOfAnotherJob() throws IOException {
        new Lineage(folder, "reconciliation").add("other");
        complete("other", 3);
        lineage.add("job1");

        assertThat(lineage.newestCheckpoint()).isEmpty();
    }

    private Path complete(String jobId, int number) throws IOException {
        Path checkpoint = folder.resolve(jobId).resolve("chk-" + number);
        Files.createDirectories(checkpoint);
        Files.writeString(checkpoint.resolve("_metadata"), "");
        return checkpoint;
    }
}

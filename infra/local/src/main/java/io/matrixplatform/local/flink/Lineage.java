package io.matrixplatform.local.flink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The submissions of one job, oldest first: each carries on from a checkpoint of those before it. Kept in a file beside
 * the checkpoints, so that what a job resumes from is decided by order, never by clocks, and never taken from another job.
 */
public final class Lineage {
    private static final Pattern CHECKPOINT = Pattern.compile("chk-(\\d{1,18})");
    private static final String COMPLETE = "_metadata";

    private final Path checkpoints;
    private final Path file;

    /** @param checkpoints the folder in which Flink keeps a folder per job id */
    public Lineage(Path checkpoints, String job) {
        this.checkpoints = checkpoints;
        this.file = checkpoints.resolve(job + ".lineage");
    }

    /** Remembers a submission before it is made, so that none is ever forgotten. */
    public void add(String jobId) throws IOException {
        Files.createDirectories(checkpoints);
        Files.writeString(file, jobId + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** The last submission; empty for a job that was never submitted. */
    public Optional<String> newestJob() throws IOException {
        List<String> jobIds = jobIds();
        return jobIds.isEmpty() ? Optional.empty() : Optional.of(jobIds.get(jobIds.size() - 1));
    }

    public boolean has(String jobId) throws IOException {
        return jobIds().contains(jobId);
    }

    /**
     * The complete checkpoint to resume from: the highest-numbered of the newest submission that completed one; empty for a
     * job that never did.
     */
    public Optional<Path> newestCheckpoint() throws IOException {
        List<String> jobIds = jobIds();
        return IntStream.iterate(jobIds.size() - 1, i -> i >= 0, i -> i - 1)
                .mapToObj(jobIds::get)
                .flatMap(jobId -> newestOf(jobId).stream())
                .findFirst();
    }

    private List<String> jobIds() throws IOException {
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    private Optional<Path> newestOf(String jobId) {
        Path folder = checkpoints.resolve(jobId);
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> found = Files.list(folder)) {
            return found.filter(path -> number(path) >= 0 && Files.exists(path.resolve(COMPLETE)))
                    .max(Comparator.comparingLong(Lineage::number));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static long number(Path checkpoint) {
        var name = CHECKPOINT.matcher(checkpoint.getFileName().toString());
        return name.matches() ? Long.parseLong(name.group(1)) : -1;
    }
}

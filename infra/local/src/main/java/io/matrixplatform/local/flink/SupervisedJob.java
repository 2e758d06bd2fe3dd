package io.matrixplatform.local.flink;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * A Flink job that has to run whenever the stack does.
 *
 * @param jar what is uploaded; Flink itself is not in it
 * @param checkpoints the folder in which Flink keeps a folder of checkpoints per job id
 * @param after the parts and preparations that must have been ready before it is submitted
 */
public record SupervisedJob(
        String name,
        Path jar,
        String mainClass,
        List<String> arguments,
        int parallelism,
        Path checkpoints,
        Set<String> after) {
    public SupervisedJob {
        arguments = List.copyOf(arguments);
        after = Set.copyOf(after);
    }
}

package io.matrixplatform.local.part;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.matrixplatform.local.flink.SupervisedJob;
import io.matrixplatform.local.layout.Folders;
import io.matrixplatform.local.layout.OwnJars;
import io.matrixplatform.local.layout.Ports;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** All that a stack consists of: server processes, what is prepared in them, the jobs that run on Flink, and what is cared for. */
public record Stack(
        Folders folders,
        Ports ports,
        OwnJars jars,
        List<Part> parts,
        List<Preparation> preparations,
        List<SupervisedJob> jobs,
        List<Care> cares) {
    public Stack {
        parts = List.copyOf(parts);
        preparations = List.copyOf(preparations);
        jobs = List.copyOf(jobs);
        cares = List.copyOf(cares);
        List<String> names = Stream.of(
                        parts.stream().map(Part::name),
                        preparations.stream().map(Preparation::name),
                        jobs.stream().map(SupervisedJob::name))
                .flatMap(name -> name)
                .toList();
        if (names.stream().distinct().count() != names.size()) {
            throw new IllegalArgumentException("two things of the stack have one name: " + names);
        }
        Stream.of(
                        parts.stream().flatMap(part -> part.after().stream()),
                        preparations.stream().flatMap(preparation -> preparation.after().stream()),
                        jobs.stream().flatMap(job -> job.after().stream()),
                        cares.stream().flatMap(care -> care.after().stream()))
                .flatMap(name -> name)
                .filter(name -> !names.contains(name))
                .findFirst()
                .ifPresent(unknown -> {
                    throw new IllegalArgumentException(
                            "something waits for " + unknown + ", which is not in the stack");
                });
    }

    /**
     * The names of the parts that stand by: started only when a job runs without them, so nothing waits for them.
     */
    public Set<String> standbys() {
        Set<String> jobNames = jobs.stream().map(SupervisedJob::name).collect(toUnmodifiableSet());
        return parts.stream()
                .filter(part -> part.after().stream().anyMatch(jobNames::contains))
                .map(Part::name)
                .collect(toUnmodifiableSet());
    }

    /** The names of everything a user sees come up, in the order of the table. */
    public List<String> names() {
        return Stream.concat(parts.stream().map(Part::name), jobs.stream().map(SupervisedJob::name))
                .toList();
    }
}

package io.matrixplatform.api.operations.parts;

import io.matrixplatform.api.metering.live.LiveModule;
import io.matrixplatform.api.metering.progress.ProgressReports;
import io.matrixplatform.api.platform.projections.ProjectionRunner;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Something that goes on all the time, and may fall behind. */
public final class StreamPart implements Part {
    private static final Duration SILENCE_MAX = Duration.ofSeconds(30);
    private static final long LAG_MAX = 50_000;

    private final String name;
    private final Supplier<Finding> question;

    private StreamPart(String name, Supplier<Finding> question) {
        this.name = name;
        this.question = question;
    }

    /** How old what metering has concluded through is. */
    public static Part progress(ProgressReports reports, Duration ageMax, InstantSource clock) {
        return new StreamPart("metering", () -> {
            Instant through = reports.latest().processedThrough();
            if (through == null) {
                return Finding.down("has not said anything yet");
            }
            Duration age = Duration.between(through, clock.instant());
            String detail = "has concluded everything recorded until " + age.toSeconds() + " s ago";
            return age.compareTo(ageMax) <= 0 ? Finding.up(detail) : Finding.degraded(detail);
        });
    }

    public static Part projection(ProjectionRunner projection, InstantSource clock) {
        return new StreamPart("projection " + projection.name(), () -> {
            Duration silence = Duration.between(projection.lastSuccess(), clock.instant());
            if (silence.compareTo(SILENCE_MAX) > 0) {
                return Finding.down(
                        projection.lastSuccess().equals(Instant.EPOCH)
                                ? "has not worked yet"
                                : "last worked " + silence.toSeconds() + " s ago");
            }
            String detail = projection.lag() + " records behind";
            return projection.lag() <= LAG_MAX ? Finding.up(detail) : Finding.degraded(detail);
        });
    }

    public static Part live(LiveModule live) {
        return new StreamPart("live usage", () -> {
            String detail = live.viewers() + " watch";
            return live.isReady() ? Finding.up(detail) : Finding.degraded("the last hour is being read; " + detail);
        });
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Finding ask() {
        return question.get();
    }
}

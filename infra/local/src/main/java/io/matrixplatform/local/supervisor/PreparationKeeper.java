package io.matrixplatform.local.supervisor;

import io.matrixplatform.local.part.Preparation;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees one preparation through: tries until it succeeds, a few times. */
final class PreparationKeeper implements Keeper {
    private static final Logger LOG = LoggerFactory.getLogger(PreparationKeeper.class);
    private static final int TRIES = 5;
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Preparation preparation;
    private final StateBoard board;
    private final Milestones milestones;
    private final InstantSource clock;

    PreparationKeeper(Preparation preparation, StateBoard board, Milestones milestones, InstantSource clock) {
        this.preparation = preparation;
        this.board = board;
        this.milestones = milestones;
        this.clock = clock;
    }

    @Override
    public String name() {
        return preparation.name();
    }

    @Override
    public void keep() throws InterruptedException {
        milestones.await(preparation.after());
        board.change(name(), status -> status.starting(clock.millis()));
        for (int tried = 1; !succeeds(); tried++) {
            if (tried == TRIES) {
                board.change(name(), status -> status.failed(status.note()));
                return;
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        }
        board.change(name(), status -> status.ready(clock.millis()));
        milestones.reach(name());
    }

    private boolean succeeds() throws InterruptedException {
        try {
            preparation.task().run();
            return true;
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (Exception failure) {
            LOG.atWarn().setCause(failure).addKeyValue("preparation", name()).log("preparation failed");
            board.change(name(), status -> status.held(String.valueOf(failure.getMessage())));
            return false;
        }
    }
}

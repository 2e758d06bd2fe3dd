package io.matrixplatform.local.supervisor;

import io.matrixplatform.local.part.Care;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to one care. What fails, for example because the part is away, is tried again at the next time. */
final class CareKeeper implements Keeper {
    private static final Logger LOG = LoggerFactory.getLogger(CareKeeper.class);

    private final Care care;
    private final Milestones milestones;
    private String lastFailure = "";

    CareKeeper(Care care, Milestones milestones) {
        this.care = care;
        this.milestones = milestones;
    }

    @Override
    public String name() {
        return care.name();
    }

    @Override
    public void keep() throws InterruptedException {
        milestones.await(care.after());
        while (true) {
            TimeUnit.MILLISECONDS.sleep(care.every().toMillis());
            try {
                care.task().run();
                lastFailure = "";
            } catch (InterruptedException stopped) {
                throw stopped;
            } catch (Exception failure) {
                tell(failure);
            }
        }
    }

    /** Once while it stays the same. */
    private void tell(Exception failure) {
        String now = String.valueOf(failure);
        if (!now.equals(lastFailure)) {
            LOG.atWarn().addKeyValue("care", name()).addKeyValue("cause", now).log("care failed");
            lastFailure = now;
        }
    }
}

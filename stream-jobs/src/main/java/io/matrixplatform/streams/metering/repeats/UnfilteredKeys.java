package io.matrixplatform.streams.metering.repeats;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.streams.metering.facts.FactKey;
import java.io.IOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.jspecify.annotations.Nullable;

/**
 * The identities of {@link SightingPages} that no filter of a run answers for, a page at a time, while pages are written and
 * merged. Runs are read in the order of their numbers, so that what is moved meanwhile comes later.
 */
final class UnfilteredKeys implements Iterator<FactKey> {
    private final SightingPages pages;
    private final Iterator<Integer> keyGroups;
    private int keyGroup = -1;
    private @Nullable SightingRun run;
    private int pagesRead;
    private @Nullable SightingPage page;
    private int row;

    /** @param range of the key groups to read */
    UnfilteredKeys(SightingPages pages, KeyGroupRange range) {
        this.pages = pages;
        this.keyGroups = range.iterator();
    }

    @Override
    public boolean hasNext() {
        while (page == null || row == page.rows()) {
            if (!turnPage()) {
                return false;
            }
        }
        return true;
    }

    /** Whether there was another place, with or without a page. */
    private boolean turnPage() {
        try {
            page = null;
            row = 0;
            if (run == null || pagesRead == run.pages()) {
                return turnToNextRun();
            }
            page = pages.page(keyGroup, run, pagesRead);
            pagesRead++;
            return true;
        } catch (Exception failure) {
            throw new IllegalStateException("the sightings of key group " + keyGroup + " cannot be read", failure);
        }
    }

    private boolean turnToNextRun() throws IOException {
        pagesRead = 0;
        SightingRun next = keyGroup < 0 ? null : nextRun();
        while (next == null && keyGroups.hasNext()) {
            keyGroup = keyGroups.next();
            run = null;
            next = nextRun();
        }
        run = next;
        return next != null;
    }

    private @Nullable SightingRun nextRun() throws IOException {
        return pages.runs(keyGroup).nextUnfiltered(run == null ? -1 : run.number());
    }

    @Override
    public FactKey next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return requireNonNull(page).key(row++);
    }
}

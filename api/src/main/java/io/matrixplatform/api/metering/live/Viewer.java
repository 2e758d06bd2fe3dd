package io.matrixplatform.api.metering.live;

import io.matrixplatform.api.metering.live.LiveMinute.Place;
import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One who watches, and what it must still be told: of each minute only the newest value, so that what waits for a slow viewer
 * never grows beyond the last hour of its tenant. Thread-safe.
 */
final class Viewer {
    /** The way to a viewer. Neither method ever waits. */
    interface Channel {
        /** Something waits: tell as much as the other side takes now, and the rest when it takes more. */
        void wake();

        /** Nothing is to be told any more: end once what waits is told. */
        void end();
    }

    /** Whether the credential that the viewer came with still lets it see this. Viewers of one credential share the answer. */
    interface Permission {
        String credential();

        boolean isGranted();
    }

    private final String tenant;
    private final Set<String> meters;
    private final Permission permission;
    // Keyed by the minute, or by the event's name when there is only one of it.
    private final Map<Object, Telling> waiting = new LinkedHashMap<>();
    private final Channel channel;
    private volatile Instant checkedAt;

    /**
     * @param meters what is watched; empty for all
     * @param channels makes the way to this viewer
     */
    Viewer(
            String tenant,
            Set<String> meters,
            Permission permission,
            Instant now,
            java.util.function.Function<Viewer, Channel> channels) {
        this.tenant = tenant;
        this.meters = Set.copyOf(meters);
        this.permission = permission;
        this.checkedAt = now;
        this.channel = channels.apply(this);
    }

    String tenant() {
        return tenant;
    }

    Permission permission() {
        return permission;
    }

    Instant checkedAt() {
        return checkedAt;
    }

    void checked(Instant at) {
        checkedAt = at;
    }

    Channel channel() {
        return channel;
    }

    /** @return whether something new waits */
    synchronized boolean offer(Collection<LiveMinute> minutes) {
        boolean any = false;
        for (LiveMinute minute : minutes) {
            Place place = minute.place();
            if (meters.isEmpty() || meters.contains(place.meter())) {
                waiting.put(place, minute);
                any = true;
            }
        }
        return any;
    }

    synchronized void offer(Telling telling) {
        waiting.put(telling.event(), telling);
    }

    /** What it is to be told next; null when it knows everything. */
    synchronized @Nullable Telling next() {
        Iterator<Telling> first = waiting.values().iterator();
        if (!first.hasNext()) {
            return null;
        }
        Telling next = first.next();
        first.remove();
        return next;
    }
}

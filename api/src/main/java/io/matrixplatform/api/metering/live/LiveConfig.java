package io.matrixplatform.api.metering.live;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * @param stateDir a folder of this process alone; what is in it is deleted at every start
 * @param tellEvery how often changes are told; between two times only the last value of a minute counts
 * @param heartbeatEvery how often a viewer hears something when nothing changes
 * @param recheckEvery how often a viewer's credential is looked at again
 * @param viewersMax in all
 * @param viewersPerTenantMax so that one tenant cannot take all places
 */
public record LiveConfig(
        String stateDir,
        Duration tellEvery,
        Duration heartbeatEvery,
        Duration recheckEvery,
        int viewersMax,
        int viewersPerTenantMax) {
    public LiveConfig {
        requireNonNull(stateDir, "metering.live.stateDir");
        requireNonNull(tellEvery, "metering.live.tellEvery");
        requireNonNull(heartbeatEvery, "metering.live.heartbeatEvery");
        requireNonNull(recheckEvery, "metering.live.recheckEvery");
        if (tellEvery.compareTo(Duration.ofMillis(10)) < 0 || tellEvery.compareTo(heartbeatEvery) > 0) {
            throw new IllegalArgumentException("metering.live.tellEvery (" + tellEvery
                    + ") must be from 10 ms to heartbeatEvery (" + heartbeatEvery + ")");
        }
        if (viewersPerTenantMax < 1 || viewersPerTenantMax > viewersMax) {
            throw new IllegalArgumentException("metering.live.viewersPerTenantMax (" + viewersPerTenantMax
                    + ") must be from 1 to viewersMax (" + viewersMax + ")");
        }
    }
}

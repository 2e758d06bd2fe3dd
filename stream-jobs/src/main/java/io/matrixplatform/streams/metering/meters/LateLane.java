package io.matrixplatform.streams.metering.meters;

import io.matrixplatform.events.metering.LateCause;

/**
 * What late usage is kept apart by: the UTC day it was booked on, and why it is late. As one number in state and on the wire: a day
 * alone, as it was before there were causes, is that of a late fact.
 */
public record LateLane(int day, LateCause cause) {
    private static final int DAYS = 1_000_000;

    public static LateLane numbered(int number) {
        return new LateLane(
                Math.floorMod(number, DAYS),
                switch (Math.floorDiv(number, DAYS)) {
                    case 0 -> LateCause.RECORDED;
                    case 1 -> LateCause.CORRECTED;
                    case 2 -> LateCause.RELEASED;
                    default -> throw new IllegalArgumentException("no late lane has the number " + number);
                });
    }

    public int number() {
        return day
                + DAYS
                        * switch (cause) {
                            case RECORDED -> 0;
                            case CORRECTED -> 1;
                            case RELEASED -> 2;
                        };
    }
}

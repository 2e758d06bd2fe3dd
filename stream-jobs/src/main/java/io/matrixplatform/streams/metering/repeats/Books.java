package io.matrixplatform.streams.metering.repeats;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.streams.metering.facts.Countable;
import io.matrixplatform.streams.metering.facts.Fact;
import io.matrixplatform.streams.metering.facts.Fate;
import io.matrixplatform.streams.metering.facts.Payload;
import io.matrixplatform.streams.metering.meters.Measured;
import io.matrixplatform.streams.metering.meters.Measuring;
import io.matrixplatform.streams.metering.meters.Meter;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Bookings to what they add to each meter, or take back from it. */
final class Books {
    private final Measuring measuring = new Measuring();

    void define(Meter meter) {
        measuring.define(meter);
    }

    /** A fact that nothing was said of. */
    Fate add(Countable fact, Consumer<Measured> out) {
        return measuring.measure(fact, out);
    }

    /**
     * @param as whose time, identity and stamps they have
     * @param amended may be missing where none of them is of it
     * @return what becomes of a fact that brings them about
     */
    Fate book(List<Booking> bookings, Fact as, Payload original, @Nullable Payload amended, Consumer<Measured> out) {
        Fate fate = Fate.UNMETERED;
        for (Booking booking : bookings) {
            Payload payload = booking.part() == Booking.Part.ORIGINAL ? original : requireNonNull(amended, "amended");
            Fate one = book(booking, as.as(as.envelope().booked(booking.second()), payload), out);
            fate = one == Fate.LATE || fate == Fate.UNMETERED ? one : fate;
        }
        return fate;
    }

    private Fate book(Booking booking, Fact booked, Consumer<Measured> out) {
        return measuring.measure(booked, measured -> out.accept(measured.booked(booking.cause(), booking.takenBack())));
    }
}

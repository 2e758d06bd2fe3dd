package io.matrixplatform.api.metering.fates;

import io.matrixplatform.api.platform.http.Cursor;
import io.matrixplatform.api.platform.json.Texts;
import java.time.Instant;

/** A place in a list that goes back in time. */
public record FactPlace(Instant moment, String topic, int partition, long offset) {
    static final int PARTS = 4;

    /** Before the newest. */
    static FactPlace newest(Instant to) {
        return new FactPlace(to, "", 0, 0);
    }

    static FactPlace of(Cursor cursor) {
        return new FactPlace(
                Texts.time(cursor.key().get(0)),
                cursor.key().get(1),
                Integer.parseInt(cursor.key().get(2)),
                Long.parseLong(cursor.key().get(3)));
    }

    Cursor toCursor() {
        return Cursor.of(moment.toString(), topic, Integer.toString(partition), Long.toString(offset));
    }
}

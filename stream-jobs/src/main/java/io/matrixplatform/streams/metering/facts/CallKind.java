package io.matrixplatform.streams.metering.facts;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What many plain API calls have in common: all of their texts but the event id and the subject, of which there are as many as
 * calls or users. Whatever follows from these alone is found once a kind and not once a call ({@link PerKind}). Told apart by
 * being one object; two of them may say the same.
 */
public final class CallKind {
    public static final String EVENT_TYPE = FactProjection.API_CALL_TYPE;

    /** The one dimension that calls of a kind need not have in common. */
    public static final String SUBJECT = "subject";

    static final int SUBJECT_PLACE = Shape.API_CALL.dimensions().indexOf(SUBJECT);

    private final int place;
    private final byte[] bytes;
    private final int[] ends;
    private final boolean isStreamed;
    private final Shape shape;
    private final String tenantId;
    private final @Nullable String subscriptionId;
    private final String[] dimensions;
    private final Text model;
    private final Text route;
    private final Text appId;
    private final Text partnerId;

    /** And where it stands among the bytes; nowhere if it is absent. */
    private record Text(int from, int to, String value) {
        private static final Text ABSENT = new Text(-1, -1, "");

        static Text optional(AvroCursor in) {
            return in.isThere() ? of(in) : ABSENT;
        }

        static Text of(AvroCursor in) {
            int length = in.textBytes();
            int from = in.at();
            return new Text(from, from + length, in.text(length));
        }

        long addTo(long hash, int field, byte[] bytes) {
            return from < 0 ? hash : PayloadHash.add(hash, field, bytes, from, to);
        }
    }

    /**
     * @param place below {@link CallKinds#PLACES}
     * @param bytes Avro: tenant and source; key and subscription; from model to status; from estimated to partner
     * @param ends of each of these
     * @throws RuntimeException if it is something else
     */
    CallKind(int place, byte[] bytes, int[] ends, boolean isStreamed) {
        this.place = place;
        this.bytes = bytes;
        this.ends = ends;
        this.isStreamed = isStreamed;
        this.shape = Shape.ofCall(isStreamed, false);
        AvroCursor in = new AvroCursor(bytes, 0);
        tenantId = in.text();
        String source = in.text();
        String keyId = in.text();
        subscriptionId = in.isThere() ? in.text() : null;
        model = Text.of(in);
        route = Text.of(in);
        int status = in.smallNumber();
        boolean estimated = in.truth();
        appId = Text.optional(in);
        partnerId = Text.optional(in);
        dimensions = new String[] {
            source,
            "",
            model.value,
            route.value,
            Integer.toString(status),
            keyId,
            appId.value,
            partnerId.value,
            Boolean.toString(estimated)
        };
    }

    /** @param parts where each of the four begins and ends */
    boolean is(byte[] call, int[] parts, boolean isStreamed) {
        int from = 0;
        for (int part = 0; part < ends.length; part++) {
            if (!Arrays.equals(bytes, from, ends[part], call, parts[2 * part], parts[2 * part + 1])) {
                return false;
            }
            from = ends[part];
        }
        return this.isStreamed == isStreamed;
    }

    int place() {
        return place;
    }

    Shape shape() {
        return shape;
    }

    public String tenantId() {
        return tenantId;
    }

    String source() {
        return dimensions[0];
    }

    public String keyId() {
        return dimension(Fact.KEY_ID);
    }

    public @Nullable String subscriptionId() {
        return subscriptionId;
    }

    /** {@code ""} if there is none of this name, or it is the subject. */
    public String dimension(String name) {
        int index = shape.dimensions().indexOf(name);
        return index < 0 ? "" : dimensions[index];
    }

    /** In the order of the shape's names, without a subject. Never changed. */
    String[] dimensions() {
        return dimensions;
    }

    long addModelAndRoute(long hash) {
        return route.addTo(model.addTo(hash, 3, bytes), 4, bytes);
    }

    long addAppAndPartner(long hash) {
        return partnerId.addTo(appId.addTo(hash, 13, bytes), 14, bytes);
    }
}

package io.matrixplatform.ingest.metering;

import org.jspecify.annotations.Nullable;

/** The CloudEvents attributes that mean something here. */
enum Attribute {
    SPECVERSION("specversion", 1),
    ID("id", 1 << 1),
    SOURCE("source", 1 << 2),
    TYPE("type", 1 << 3),
    TIME("time", 1 << 4),
    SUBJECT("subject", 1 << 5),
    DATACONTENTTYPE("datacontenttype", 1 << 6),
    /** Allowed, and left aside: what the data are checked against is ours. */
    DATASCHEMA("dataschema", 1 << 7),
    /** An extension of ours: the event corrects the one of its identity. */
    CORRECTION("correction", 1 << 8);

    private final String attributeName;
    private final String pointer;
    private final int bit;

    Attribute(String attributeName, int bit) {
        this.attributeName = attributeName;
        this.bit = bit;
        this.pointer = "/" + attributeName;
    }

    /** Null for every other name. A switch, because each event asks for each of its names. */
    static @Nullable Attribute named(String name) {
        return switch (name) {
            case "specversion" -> SPECVERSION;
            case "id" -> ID;
            case "source" -> SOURCE;
            case "type" -> TYPE;
            case "time" -> TIME;
            case "subject" -> SUBJECT;
            case "datacontenttype" -> DATACONTENTTYPE;
            case "dataschema" -> DATASCHEMA;
            case "correction" -> CORRECTION;
            default -> null;
        };
    }

    String attributeName() {
        return attributeName;
    }

    /** Where it stands in an event. */
    String pointer() {
        return pointer;
    }

    boolean isIn(int bits) {
        return (bits & bit) != 0;
    }

    int addedTo(int bits) {
        return bits | bit;
    }
}

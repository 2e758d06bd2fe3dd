package io.matrixplatform.ingest.metering;

/** Why an event is rejected. The detail begins with a JSON pointer into the event (none for the event as a whole) and
 * repeats no value of it. */
record Fault(FaultCode code, String detail) {
    private static final int SHOWN = 120;

    static Fault at(String pointer, FaultCode code, String problem) {
        String shown = pointer.length() <= SHOWN ? pointer : pointer.substring(0, SHOWN) + "…";
        return new Fault(code, shown.isEmpty() ? problem : shown + ": " + problem);
    }

    /** One step of a JSON pointer (RFC 6901), from a name the client chose. */
    static String step(String name) {
        return "/" + name.replace("~", "~0").replace("/", "~1");
    }
}

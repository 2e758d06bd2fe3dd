package io.matrixplatform.ingest.metering;

/** A fact of which nobody knows whether it is in the log. Sending it again with the same id is always right. */
public record Unconfirmed(int index, String id, String why) {}

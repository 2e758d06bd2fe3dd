package io.matrixplatform.api.metering.fates;

/** How many facts died of one reason. */
public record ReasonCount(String reason, long count) {}

package io.matrixplatform.api.metering.certificates;

/** @param document canonical JSON, as it was hashed */
public record IssuedDocument(String document, String hash) {}

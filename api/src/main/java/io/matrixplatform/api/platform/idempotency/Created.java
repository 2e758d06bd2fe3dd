package io.matrixplatform.api.platform.idempotency;

/**
 * What a POST made.
 *
 * @param location path of the new thing
 * @param entity the JSON body
 */
public record Created(String location, Object entity) {}

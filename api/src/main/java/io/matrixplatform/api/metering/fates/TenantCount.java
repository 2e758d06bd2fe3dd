package io.matrixplatform.api.metering.fates;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What became of one tenant's facts.
 *
 * @param tenantId null for dead letters that name no tenant
 * @param late facts in the late lane, once for each meter they were late for
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TenantCount(@Nullable String tenantId, long late, long quarantined, long conflicts, long deadLetters) {}

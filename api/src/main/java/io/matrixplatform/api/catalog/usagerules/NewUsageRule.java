package io.matrixplatform.api.catalog.usagerules;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * The first rule of a model.
 *
 * @param model as calls name it, or {@code *}; it stands in paths, so it has no slash
 */
public record NewUsageRule(
        @NotNull(message = "is required") @Pattern(regexp = "[^/\\s]{1,128}", message = "up to 128 characters, without slash or space") String model,

        @Valid @NotNull(message = "is required") WantedRule rule) {}

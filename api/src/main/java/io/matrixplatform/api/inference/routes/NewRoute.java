package io.matrixplatform.api.inference.routes;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * The first route of a model.
 *
 * @param model as callers name it; it stands in paths, so it has no slash
 */
public record NewRoute(
        @NotNull(message = "is required") @Pattern(regexp = "[^/\\s]{1,128}", message = "up to 128 characters, without slash or space") String model,

        @Valid @NotNull(message = "is required") WantedRoute route) {}

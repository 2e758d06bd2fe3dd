package io.matrixplatform.api.access.tenants;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** A wanted tenant. Names need not be unique: the id is. */
record NewTenant(
        @NotBlank(message = "must not be blank") @Size(max = 200, message = "at most 200 characters") String name) {}

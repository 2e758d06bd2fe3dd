package io.matrixplatform.api.access.sessions;

import io.matrixplatform.api.access.users.EmailAddress;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** @param code of the authenticator app, or a recovery code; null when the user has no second factor */
record SignInRequest(
        @NotNull(message = "is required") EmailAddress email,

        @NotNull(message = "is required") @Size(max = 1_000, message = "at most 1000 characters") String password,

        @Nullable String code) {
    @Override
    public String toString() {
        return "SignInRequest";
    }
}

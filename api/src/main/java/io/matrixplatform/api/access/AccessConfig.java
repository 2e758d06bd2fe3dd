package io.matrixplatform.api.access;

import io.matrixplatform.api.access.passwords.Argon2Cost;
import io.matrixplatform.api.access.sessions.SessionConfig;
import io.matrixplatform.api.access.users.FirstOperator;
import org.jspecify.annotations.Nullable;

/**
 * @param operatorToken the operator's credential; null when the environment does not give it, which fails the start
 * @param passwords what one guess costs
 */
public record AccessConfig(
        @Nullable String operatorToken, FirstOperator firstOperator, Argon2Cost passwords, SessionConfig sessions) {
    @Override
    public String toString() {
        return "AccessConfig[operatorToken=" + (operatorToken == null ? "missing" : "given") + ", firstOperator="
                + firstOperator + ", passwords=" + passwords + ", sessions=" + sessions + "]";
    }
}

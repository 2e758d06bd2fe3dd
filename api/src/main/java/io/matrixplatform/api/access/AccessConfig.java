package io.matrixplatform.api.access;

import org.jspecify.annotations.Nullable;

/** @param operatorToken the operator's credential; null when the environment does not give it, which fails the start */
public record AccessConfig(@Nullable String operatorToken) {
    @Override
    public String toString() {
        return "AccessConfig[operatorToken=" + (operatorToken == null ? "missing" : "given") + "]";
    }
}

package io.matrixplatform.replay.runs;

/** @param role in the tenant, or operator */
public record DemoUser(String email, String name, String role, String password) {
    @Override
    public String toString() {
        return email + " (" + role + ")";
    }
}

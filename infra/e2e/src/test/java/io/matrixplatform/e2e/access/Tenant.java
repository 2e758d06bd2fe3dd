package io.matrixplatform.e2e.access;

import io.matrixplatform.e2e.platform.Answer;
import io.matrixplatform.e2e.platform.Http;

/** A fresh tenant with one API key, made through the control plane as an operator would. */
public record Tenant(String id, String keyId, String secret) {
    public static Tenant create(Http operator, String name) {
        Answer tenant = created(operator.post("/v1/tenants", "application/json", "{\"name\":\"" + name + "\"}"));
        String id = tenant.json().path("id").asText();
        Answer key = created(
                operator.post("/v1/tenants/" + id + "/api-keys", "application/json", "{\"name\":\"" + name + "\"}"));
        return new Tenant(
                id, key.json().path("id").asText(), key.json().path("secret").asText());
    }

    /** Another key of it, on terms such as {@code "scopes":["usage:read"]}. */
    public Tenant withKey(Http operator, String terms) {
        Answer key = created(operator.post(
                "/v1/tenants/" + id + "/api-keys", "application/json", "{\"name\":\"another\"," + terms + "}"));
        return new Tenant(
                id, key.json().path("id").asText(), key.json().path("secret").asText());
    }

    private static Answer created(Answer answer) {
        if (answer.status() != 201) {
            throw new AssertionError("expected 201, got " + answer.status() + ": " + answer.body());
        }
        return answer;
    }
}

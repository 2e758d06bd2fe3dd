package io.matrixplatform.e2e.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.e2e.access.Tenant;
import io.matrixplatform.e2e.platform.Answer;
import io.matrixplatform.e2e.platform.Http;
import io.matrixplatform.e2e.platform.Platform;
import java.util.Map;
import java.util.UUID;

/** Somebody with an account. */
record Person(String email, String password) {
    /** Whom every installation begins with; {@code up} prints the address and the password. */
    static Person operator(Platform platform) {
        Map<String, String> environment = platform.environment();
        return new Person(
                environment.getOrDefault("MATRIX_OPERATOR_EMAIL", ""),
                environment.getOrDefault("MATRIX_OPERATOR_PASSWORD", ""));
    }

    /** The owner of a new tenant, and a member of no other. */
    static Person owner(Platform platform, String tenantName) {
        Http operator = platform.operator();
        String tenant = Tenant.create(operator, tenantName).id();
        String random = UUID.randomUUID().toString();
        Person person = new Person("owner-" + random + "@example.com", "correct horse " + random);
        String user = created(operator, "/v1/users", """
                {"email":"%s","name":"Ada Lovelace","password":"%s"}""".formatted(person.email, person.password));
        created(operator, "/v1/tenants/" + tenant + "/members", """
                {"user":"%s","role":"owner"}""".formatted(user));
        return person;
    }

    private static String created(Http operator, String path, String body) {
        Answer answer = operator.post(path, "application/json", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().path("id").asText();
    }

    @Override
    public String toString() {
        return email;
    }
}

package io.matrixplatform.api.access.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.jackson.Jackson;
import io.matrixplatform.api.access.audit.AuditLog;
import io.matrixplatform.api.access.passwords.Argon2Cost;
import io.matrixplatform.api.access.passwords.Passwords;
import io.matrixplatform.api.platform.json.Dialect;
import io.matrixplatform.api.testing.ApiServer;
import io.matrixplatform.api.testing.TestDatabase;
import io.matrixplatform.model.ids.TimeOrderedUuids;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class FirstOperatorTest {
    private static final ObjectMapper JSON = Dialect.teach(Jackson.newObjectMapper());

    private final Jdbi jdbi = TestDatabase.jdbi();
    private final SecureRandom random = new SecureRandom();
    private final Users users = new Users(
            jdbi,
            new AuditLog(jdbi, JSON, InstantSource.system()),
            new Passwords(new Argon2Cost(64, 1, 1), 1, Duration.ofSeconds(5), random),
            new TimeOrderedUuids(InstantSource.system(), random),
            InstantSource.system());

    @Test
    void isMadeWhileThereIsNoOperatorAndNeverAgain() {
        forgetOperators();
        EmailAddress first = new EmailAddress(ApiServer.email());
        EmailAddress second = new EmailAddress(ApiServer.email());

        new FirstOperator(first.text(), ApiServer.PASSWORD).ensure(jdbi, users);
        new FirstOperator(first.text(), "another horse battery").ensure(jdbi, users);
        new FirstOperator(second.text(), ApiServer.PASSWORD).ensure(jdbi, users);

        assertThat(users.recognise(first, ApiServer.PASSWORD)).hasValueSatisfying(user -> {
            assertThat(user.operator()).isTrue();
            assertThat(user.emailVerifiedAt()).isNotNull();
        });
        assertThat(users.find(second)).isEmpty();
    }

    @Test
    void isNotMadeOfAnOrdinaryUser() {
        String email = ApiServer.email();
        ApiServer.running().user(email, false);
        forgetOperators();

        new FirstOperator(email, "another horse battery").ensure(jdbi, users);

        assertThat(users.anyOperator()).isFalse();
    }

    @Test
    void isNotHalfGiven() {
        assertThatIllegalArgumentException().isThrownBy(() -> new FirstOperator("ada@example.com", ""));
        assertThatIllegalArgumentException().isThrownBy(() -> new FirstOperator("", "correct horse battery"));
        assertThat(new FirstOperator("ada@example.com", "correct horse battery").toString())
                .doesNotContain("horse");
    }

    private void forgetOperators() {
        jdbi.useHandle(handle -> handle.execute("UPDATE access.user_account SET operator = false"));
    }
}

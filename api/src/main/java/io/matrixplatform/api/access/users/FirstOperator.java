package io.matrixplatform.api.access.users;

import io.matrixplatform.api.access.callers.Actor;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * With whom a new installation begins; does nothing once there is an operator.
 *
 * @param email null or empty if the first operator is made in another way
 */
public record FirstOperator(
        @Nullable String email, @Nullable String password) {
    private static final Logger LOG = LoggerFactory.getLogger(FirstOperator.class);

    public FirstOperator {
        boolean hasEmail = email != null && !email.isBlank();
        boolean hasPassword = password != null && !password.isBlank();
        if (hasEmail != hasPassword) {
            throw new IllegalArgumentException(
                    "the first operator needs both MATRIX_OPERATOR_EMAIL and MATRIX_OPERATOR_PASSWORD, or neither");
        }
    }

    /** To be called at each start. */
    public void ensure(Jdbi jdbi, Users users) {
        if (email == null || email.isBlank() || password == null || users.anyOperator()) {
            return;
        }
        NewUser wanted = new NewUser(new EmailAddress(email), "Operator", password.strip(), true);
        if (users.find(wanted.email()).isPresent()) {
            LOG.warn("there is no operator, and the address of the first one belongs to a user who is none");
            return;
        }
        jdbi.useTransaction(transaction -> users.create(transaction, Actor.PLATFORM, wanted, true));
        LOG.info("first operator created");
    }

    @Override
    public String toString() {
        return "FirstOperator[" + (email == null || email.isBlank() ? "missing" : "given") + "]";
    }
}

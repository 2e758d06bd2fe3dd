package io.matrixplatform.api.access.users;

import io.matrixplatform.api.access.passwords.Passwords;
import io.matrixplatform.api.platform.problems.InvalidFields;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A wanted user.
 *
 * @param password null for somebody who sets one by a link
 */
public record NewUser(
        @NotNull(message = "is required") EmailAddress email,

        @NotBlank(message = "must not be blank") @Size(max = 200, message = "at most 200 characters") String name,

        @Nullable String password,
        boolean operator) {
    /** @throws io.matrixplatform.api.platform.problems.ProblemException {@code INVALID_FIELD} if the password cannot be one */
    void check() {
        if (password != null) {
            String objection = Passwords.objection(password, email.text());
            new InvalidFields()
                    .body(objection == null, "/password", String.valueOf(objection))
                    .refuse();
        }
    }

    /** The same without the password: what may be remembered of the request. */
    NewUser withoutPassword() {
        return new NewUser(email, name, null, operator);
    }

    @Override
    public String toString() {
        return "NewUser[operator=" + operator + "]";
    }
}

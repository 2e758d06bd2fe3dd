package io.matrixplatform.api.access.users;

import io.dropwizard.auth.Auth;
import io.matrixplatform.api.access.callers.Caller;
import io.matrixplatform.api.platform.http.Answers;
import io.matrixplatform.api.platform.http.Page;
import io.matrixplatform.api.platform.http.PageRequest;
import io.matrixplatform.api.platform.idempotency.Created;
import io.matrixplatform.api.platform.idempotency.Idempotency;
import io.matrixplatform.api.platform.idempotency.Post;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jdbi.v3.core.Jdbi;

/** Users over HTTP; the operator's. */
@Path("/v1/users")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class UserResource {
    private final Jdbi jdbi;
    private final Users users;
    private final Welcome welcome;
    private final Idempotency idempotency;

    /** @param welcome sends a new user what it needs to begin */
    public UserResource(Jdbi jdbi, Users users, Welcome welcome, Idempotency idempotency) {
        this.jdbi = jdbi;
        this.users = users;
        this.welcome = welcome;
        this.idempotency = idempotency;
    }

    @POST
    @Answers(User.class)
    public Response create(
            @Auth Caller caller,
            @BeanParam Post post,
            @Valid @NotNull(message = "a JSON object is required") NewUser wanted) {
        caller.demandOperator();
        return idempotency.once(caller.sender(), post, wanted.withoutPassword(), () -> {
            User user = jdbi.inTransaction(transaction -> {
                User created = users.create(transaction, caller.actor(), wanted, false);
                welcome.greet(transaction, created, wanted.password() != null);
                return created;
            });
            return new Created("/v1/users/" + user.id(), user);
        });
    }

    @GET
    public Page<User> list(@Auth Caller caller, @BeanParam PageRequest page) {
        caller.demandOperator();
        return users.list(page);
    }
}

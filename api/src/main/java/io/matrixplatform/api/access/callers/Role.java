package io.matrixplatform.api.access.callers;

import static io.matrixplatform.api.access.callers.Scope.AUDIT_READ;
import static io.matrixplatform.api.access.callers.Scope.INFERENCE;
import static io.matrixplatform.api.access.callers.Scope.KEYS_READ;
import static io.matrixplatform.api.access.callers.Scope.KEYS_WRITE;
import static io.matrixplatform.api.access.callers.Scope.METERS_WRITE;
import static io.matrixplatform.api.access.callers.Scope.SUBSCRIPTION_READ;
import static io.matrixplatform.api.access.callers.Scope.SUBSCRIPTION_WRITE;
import static io.matrixplatform.api.access.callers.Scope.TEAM_READ;
import static io.matrixplatform.api.access.callers.Scope.USAGE_READ;
import static io.matrixplatform.api.access.callers.Scope.USAGE_WRITE;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.matrixplatform.model.texts.PublicTexts;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What a user is in a tenant. This is the whole table of what each role may do. */
public enum Role {
    @JsonProperty("owner")
    OWNER("owner", EnumSet.allOf(Scope.class)),
    @JsonProperty("admin")
    ADMIN("admin", EnumSet.complementOf(EnumSet.of(SUBSCRIPTION_WRITE))),
    @JsonProperty("developer")
    DEVELOPER(
            "developer",
            EnumSet.of(
                    INFERENCE,
                    USAGE_WRITE,
                    USAGE_READ,
                    KEYS_READ,
                    KEYS_WRITE,
                    METERS_WRITE,
                    TEAM_READ,
                    SUBSCRIPTION_READ)),
    @JsonProperty("finance")
    FINANCE("finance", EnumSet.of(USAGE_READ, SUBSCRIPTION_READ, SUBSCRIPTION_WRITE, AUDIT_READ, TEAM_READ)),
    @JsonProperty("viewer")
    VIEWER("viewer", EnumSet.of(USAGE_READ, KEYS_READ, TEAM_READ, SUBSCRIPTION_READ));

    private final String text;

    @SuppressWarnings("ImmutableEnumChecker") // a copy that nobody can change
    private final Set<Scope> scopes;

    Role(String text, Set<Scope> scopes) {
        this.text = text;
        this.scopes = Set.copyOf(scopes);
    }

    public static Optional<Role> parse(String text) {
        return PublicTexts.find(Role.class, text);
    }

    public Set<Scope> scopes() {
        return scopes;
    }

    /** Whether whoever has this role may give {@code other} to somebody: nobody gives more than he has. */
    public boolean covers(Role other) {
        return scopes.containsAll(other.scopes);
    }

    @Override
    public String toString() {
        return text;
    }
}

package io.matrixplatform.api.access.callers;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Who did something, as the audit log remembers it.
 *
 * @param id public id of the user or API key; {@code operator} for the operator token
 * @param name for a person, as it was then
 */
public record Actor(Kind kind, String id, String name) {
    /** Whoever holds the operator token. */
    public static final Actor OPERATOR_TOKEN = new Actor(Kind.OPERATOR, "operator", "operator token");

    /** What nobody asked for. */
    public static final Actor PLATFORM = new Actor(Kind.PLATFORM, "platform", "platform");

    public Actor {
        requireNonNull(kind, "kind");
        requireNonNull(id, "id");
        requireNonNull(name, "name");
    }

    /** What kind of actor. */
    public enum Kind {
        /** Whoever runs the platform, by the operator token or as a user of that role. */
        @JsonProperty("operator")
        OPERATOR("operator"),
        /** A person of a tenant. */
        @JsonProperty("user")
        USER("user"),
        /** A program of a tenant. */
        @JsonProperty("api_key")
        API_KEY("api_key"),
        /** The platform itself, such as when it defines the meters that every tenant has. */
        @JsonProperty("platform")
        PLATFORM("platform");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }
}

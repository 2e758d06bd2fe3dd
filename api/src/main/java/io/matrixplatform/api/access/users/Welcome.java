package io.matrixplatform.api.access.users;

import org.jdbi.v3.core.Handle;

/** What is sent to a new user: links are made by who owns them. */
@FunctionalInterface
public interface Welcome {
    /** @param hasPassword whether the user can sign in already */
    void greet(Handle transaction, User user, boolean hasPassword);
}

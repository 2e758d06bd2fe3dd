/**
 * Who is what in a tenant: members with their roles, and invitations.
 *
 * <p>Owns memberships and invitations. Does not own users or what a role may do. Invariants: a tenant that has an owner
 * keeps one; nobody gives, takes or changes a role that may do more than his own.
 */
@NullMarked
package io.matrixplatform.api.access.team;

import org.jspecify.annotations.NullMarked;

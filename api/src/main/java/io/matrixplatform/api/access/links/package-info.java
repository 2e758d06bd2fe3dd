/**
 * Links that are sent by mail and do one thing once: set a password, or prove that the mail arrived.
 *
 * <p>Owns their tokens, how long they last and what is written around them. Does not own users or mail. Invariants: a link
 * works once, until it expires or a newer one of its kind is sent; nobody learns from an answer who has an account.
 */
@NullMarked
package io.matrixplatform.api.access.links;

import org.jspecify.annotations.NullMarked;

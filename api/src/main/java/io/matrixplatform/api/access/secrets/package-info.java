/**
 * Random secrets that we hand out and then only recognise: of sessions, and of links in mails.
 *
 * <p>Owns how they are made and hashed. Does not own what they open. Invariant: none of them is stored.
 */
@NullMarked
package io.matrixplatform.api.access.secrets;

import org.jspecify.annotations.NullMarked;

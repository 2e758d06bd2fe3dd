/**
 * The way to the servers that answer for models.
 *
 * <p>Owns connections, the addresses they may lead to, the secrets they show, and which upstream is left alone for a while.
 * Does not own what is asked and answered. Invariant: a connection goes to an address that was checked, and to no other that
 * the name may mean a moment later; a secret is in no log and in no answer.
 */
@NullMarked
package io.matrixplatform.ingest.inference.upstreams;

import org.jspecify.annotations.NullMarked;

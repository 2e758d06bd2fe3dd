/**
 * The format of API keys, and how a key is recognised without being stored.
 *
 * <p>Owns minting, checking and hashing. Does not own who may do what.
 */
@NullMarked
package io.matrixplatform.model.access;

import org.jspecify.annotations.NullMarked;

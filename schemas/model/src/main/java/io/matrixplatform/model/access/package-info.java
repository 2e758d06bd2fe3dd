/**
 * The format of API keys, how a key is recognised without being stored, and from which addresses one may be used.
 *
 * <p>Owns minting, checking and hashing, and what a set of rules of addresses and countries admits. Does not own who may do what.
 */
@NullMarked
package io.matrixplatform.model.access;

import org.jspecify.annotations.NullMarked;

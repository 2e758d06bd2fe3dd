/**
 * Where models answer: the address of a provider's API, the dialect it speaks, and the name of the credential it asks for, as
 * operators write them.
 *
 * <p>Owns what such an address, dialect and name may be. Does not own routes (the control plane does) nor calls (the edge does).
 * Invariant: no value holds a secret, and an address that is not private by its letters is a name, which whoever connects
 * resolves and checks against {@link io.matrixplatform.model.network.PublicAddresses}.
 */
@NullMarked
package io.matrixplatform.model.inference;

import org.jspecify.annotations.NullMarked;

/**
 * Names of what is offered, as more than one module needs them.
 *
 * <p>Owns their form. Does not own what they name.
 */
@NullMarked
package io.matrixplatform.model.catalog;

import org.jspecify.annotations.NullMarked;

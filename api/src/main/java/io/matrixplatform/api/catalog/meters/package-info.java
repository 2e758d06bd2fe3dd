/**
 * Meters: named ways to count usage.
 *
 * <p>Owns keys, definitions and when they take effect. Does not own quantities. Invariant: a key names one meter of a tenant;
 * the keys of the predefined meters, which every tenant has, are nobody's own.
 */
@NullMarked
package io.matrixplatform.api.catalog.meters;

import org.jspecify.annotations.NullMarked;

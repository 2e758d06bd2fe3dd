/**
 * The control plane: system of record, REST, projections of Kafka conclusions.
 *
 * <p>Owns the assembly of the areas into one process. Does not own anything else. Invariant: areas know each other only
 * along the arrows that {@code ArchitectureTest} lists.
 */
@NullMarked
package io.matrixplatform.api;

import org.jspecify.annotations.NullMarked;

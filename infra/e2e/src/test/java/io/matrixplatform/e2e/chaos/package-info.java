/** Faults of all kinds at once, and one that nobody is left to mend. */
@NullMarked
package io.matrixplatform.e2e.chaos;

import org.jspecify.annotations.NullMarked;

/** Stories about usage: from the door to the ledger, counted once, whatever dies on the way. */
@NullMarked
package io.matrixplatform.e2e.metering;

import org.jspecify.annotations.NullMarked;

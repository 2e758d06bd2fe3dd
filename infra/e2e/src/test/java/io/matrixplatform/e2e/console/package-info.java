/** Stories told in a real browser: what people see and can do. */
@NullMarked
package io.matrixplatform.e2e.console;

import org.jspecify.annotations.NullMarked;

/** Stories about tenants, keys and who may do what. */
@NullMarked
package io.matrixplatform.e2e.access;

import org.jspecify.annotations.NullMarked;

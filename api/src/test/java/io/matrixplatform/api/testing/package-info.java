/** What the tests of this module stand on: a real PostgreSQL, the real server, a registry that knows the catalogue. */
@NullMarked
package io.matrixplatform.api.testing;

import org.jspecify.annotations.NullMarked;

/**
 * What all HTTP routes share: body limits, pages and cursors, parameters of our types.
 *
 * <p>Does not own routes, credentials or problems. Invariant: a list is always bounded and never skips a row between two
 * pages.
 */
@NullMarked
package io.matrixplatform.api.platform.http;

import org.jspecify.annotations.NullMarked;

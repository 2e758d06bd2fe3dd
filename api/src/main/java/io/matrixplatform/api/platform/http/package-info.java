/**
 * What all HTTP routes share: body limits, pages and cursors, parameters of our types, entity tags, what browsers are told.
 *
 * <p>Does not own routes, credentials or problems. Invariants: a list is always bounded and never skips a row between two
 * pages; no edit overwrites what its sender has not seen; every answer carries the security headers.
 */
@NullMarked
package io.matrixplatform.api.platform.http;

import org.jspecify.annotations.NullMarked;

/**
 * The API's own description: OpenAPI 3.1, made from the routes that Jersey serves and the types they take and answer.
 *
 * <p>Owns how Java types and routes are described, and the words about them ({@code openapi/}). Does not own any route but
 * that of the document. Invariant: what is served is described and what is described is served.
 */
@NullMarked
package io.matrixplatform.api.platform.openapi;

import org.jspecify.annotations.NullMarked;

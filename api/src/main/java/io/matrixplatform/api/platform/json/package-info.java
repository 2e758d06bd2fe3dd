/**
 * The one JSON dialect: snake case, ids and quantities as text, RFC 3339 times, unknown fields refused.
 */
@NullMarked
package io.matrixplatform.api.platform.json;

import org.jspecify.annotations.NullMarked;

/** Request ids: given to each request, shown in its answer, beside its log lines. Depends on nothing else here. */
@NullMarked
package io.matrixplatform.api.platform.requests;

import org.jspecify.annotations.NullMarked;

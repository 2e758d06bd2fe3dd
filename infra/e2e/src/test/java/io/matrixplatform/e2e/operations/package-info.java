/** What those who run the platform see of it: metrics, dashboards, traces. */
@NullMarked
package io.matrixplatform.e2e.operations;

import org.jspecify.annotations.NullMarked;

/** What the process tells about itself on its admin port: health checks and Prometheus metrics. */
@NullMarked
package io.matrixplatform.api.platform.health;

import org.jspecify.annotations.NullMarked;

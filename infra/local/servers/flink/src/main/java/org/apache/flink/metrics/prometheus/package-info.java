/**
 * Flink's metrics for Prometheus, on one address: Flink's own reporter listens on all of them.
 *
 * <p>Owns the socket. Does not own how Flink's metrics become Prometheus's, which it inherits; the registry of those is not seen
 * outside of Flink's package, and that is why this one has its name.
 */
@NullMarked
package org.apache.flink.metrics.prometheus;

import org.jspecify.annotations.NullMarked;

/**
 * The Flink jobs that metering is compared with. They run on the cluster, out of a jar that also has the connector; nothing
 * else in the benchmarks sees Flink.
 */
@NullMarked
package io.matrixplatform.bench.metering.job;

import org.jspecify.annotations.NullMarked;

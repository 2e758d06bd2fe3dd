/**
 * Usage as it happens: per tenant, meter and minute of the last hour, to everybody who watches.
 *
 * <p>Owns the live totals, who watches them, and how they are told (server-sent events, WebSocket). Does not own history
 * (see {@code metering.usage}) or the rollups it reads. Invariant: a viewer sees its own tenant and no other; the last value
 * it is told of a minute is the one that holds, however slow it is; no thread waits for a viewer.
 *
 * <p>Everything about the last hour was said in Kafka during the last hour, so nothing is kept across restarts: a start reads
 * that hour again.
 */
@NullMarked
package io.matrixplatform.api.metering.live;

import org.jspecify.annotations.NullMarked;

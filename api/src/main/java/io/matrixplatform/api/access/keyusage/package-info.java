/**
 * When each API key was last used, and how many facts came in with it in each hour of the last two days.
 *
 * <p>Owns a Kafka Streams application over the fact topics, its stores and their change logs in Kafka. Does not own keys, nor
 * exact usage: facts are counted as received, repeats included, and after a crash a few of them twice; for what is billed,
 * define a meter with the dimension {@code key_id}. Invariant: the last use only ever grows, whatever comes twice or out of order.
 */
@NullMarked
package io.matrixplatform.api.access.keyusage;

import org.jspecify.annotations.NullMarked;

/**
 * What clients are told of limits: the headers of every answer, and the answer of a call that was refused.
 *
 * <p>Owns their texts, in OpenAI's form, in Anthropic's and in the IETF's. Does not own decisions, nor how an answer is sent. Invariant: every
 * number is from the decision that the answer is about.
 */
@NullMarked
package io.matrixplatform.ingest.access.limits.wire;

import org.jspecify.annotations.NullMarked;

/**
 * Models that cost nothing: a server that speaks OpenAI's dialect and Anthropic's, for demonstrations and tests, a process of its own.
 *
 * <p>Owns determined answers (one prompt, one answer), token counts by a real tokenizer, and misbehaviour on request (delays,
 * errors, streams that break off). Does not own anything of the platform, and knows nothing of it. Invariant: what an answer
 * says in {@code usage} is what its tokenizer counts in prompt and answer.
 */
@NullMarked
package io.matrixplatform.sandbox;

import org.jspecify.annotations.NullMarked;

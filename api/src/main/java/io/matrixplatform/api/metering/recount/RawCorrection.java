package io.matrixplatform.api.metering.recount;

import org.jspecify.annotations.Nullable;

/**
 * That a record of the log is no fact and corrects one.
 *
 * @param instead what counts then; null where nothing does
 */
public record RawCorrection(@Nullable RawFact instead) {}

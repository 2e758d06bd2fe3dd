/**
 * How callers are told which models there are.
 *
 * <p>Owns the form of a model and of a list of them, in each dialect, and the pages of such a list. Does not own the models ({@code
 * routes}), nor who may use which ({@code calls}). Invariant: a model is told as it is called, and nothing is told of who serves it but
 * a label.
 */
@NullMarked
package io.matrixplatform.ingest.inference.models;

import org.jspecify.annotations.NullMarked;

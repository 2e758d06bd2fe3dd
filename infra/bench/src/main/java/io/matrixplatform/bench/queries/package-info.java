/**
 * How fast a dashboard is answered over ten million rollups and ten million calls.
 *
 * <p>Owns the data and the questions. Data take long to load, so they are kept: a run that cannot load all of them in its time
 * says so, and the next one goes on from there.
 */
@NullMarked
package io.matrixplatform.bench.queries;

import org.jspecify.annotations.NullMarked;

/**
 * Apache Pinot as one process: ZooKeeper, controller, broker and server.
 *
 * <p>Owns the order in which the roles start and stop. Does not own their settings, which it is given.
 *
 * <p>Invariant: the roles of one folder never run in two processes; so a ZooKeeper session found at start is dead.
 */
@NullMarked
package io.matrixplatform.local.server.pinot;

import org.jspecify.annotations.NullMarked;

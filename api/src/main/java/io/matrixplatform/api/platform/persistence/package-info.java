/**
 * The way to PostgreSQL: one Jdbi that knows our types, migrations, notifications.
 *
 * <p>Owns connections and type mappings. Does not own SQL: that stands in the {@code *Dao} of a feature. Invariant: no other
 * package but a DAO sees {@code java.sql}.
 */
@NullMarked
package io.matrixplatform.api.platform.persistence;

import org.jspecify.annotations.NullMarked;

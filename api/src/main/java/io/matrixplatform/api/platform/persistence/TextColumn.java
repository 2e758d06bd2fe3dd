package io.matrixplatform.api.platform.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** Reads a value that stands in a column, or in an array, as its text. */
public abstract class TextColumn<T> implements ColumnMapper<T> {
    @Override
    public final T map(ResultSet rows, int column, StatementContext context) throws SQLException {
        return read(rows.getString(column));
    }

    /** @throws IllegalStateException if nobody can have written that */
    protected abstract T read(String text);
}

package io.matrixplatform.streams.platform;

import java.util.Collection;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.state.rocksdb.ConfigurableRocksDBOptionsFactory;
import org.apache.flink.state.rocksdb.RocksDBOptionsFactory;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;

/**
 * RocksDB for state that is written far more often than it is searched: what is flushed is merged 64 files at a time instead of
 * four, so each fact is rewritten a sixteenth as often before it lies in a level. A search asks more filters, and a filter costs a
 * few hundred nanoseconds. For {@code state.backend.rocksdb.options-factory}.
 */
public final class SeldomMergedRocks implements ConfigurableRocksDBOptionsFactory {
    private static final int MERGED_AT_ONCE = 64;
    /** Writes are slowed down at the one, and wait at the other; RocksDB's own are 20 and 36 to a trigger of 4. */
    private static final int SLOW_DOWN = 96;

    private static final int WAIT = 128;

    @Override
    public RocksDBOptionsFactory configure(ReadableConfig configuration) {
        return this;
    }

    @Override
    public DBOptions createDBOptions(DBOptions current, Collection<AutoCloseable> toClose) {
        return current;
    }

    @Override
    public ColumnFamilyOptions createColumnOptions(ColumnFamilyOptions current, Collection<AutoCloseable> toClose) {
        return current.setLevel0FileNumCompactionTrigger(MERGED_AT_ONCE)
                .setLevel0SlowdownWritesTrigger(SLOW_DOWN)
                .setLevel0StopWritesTrigger(WAIT);
    }
}

package io.matrixplatform.api.platform;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/** All stores of the process share a few megabytes, however many they are. Kafka Streams makes instances by name. */
public final class BoundedRocks implements RocksDBConfigSetter {
    private static final long CACHE_BYTES = 24L << 20;
    private static final long WRITE_BUFFERS_BYTES = 12L << 20;
    private static final long WRITE_BUFFER_BYTES = 2L << 20;

    private static final Cache CACHE = cache();
    private static final WriteBufferManager WRITE_BUFFERS = new WriteBufferManager(WRITE_BUFFERS_BYTES, CACHE);

    @Override
    public void setConfig(String store, Options options, Map<String, Object> configs) {
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(CACHE);
        table.setCacheIndexAndFilterBlocks(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(WRITE_BUFFERS);
        options.setWriteBufferSize(WRITE_BUFFER_BYTES);
        options.setMaxWriteBufferNumber(2);
    }

    @Override
    public void close(String store, Options options) {
        // The cache and the buffers are the process's.
    }

    private static Cache cache() {
        RocksDB.loadLibrary();
        return new LRUCache(CACHE_BYTES);
    }
}

package org.xraystream.inference;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * One cache and one bound of write buffers for all of a process's stores. By default each segment of each partition has
 * 50 MB and 48 MB of its own, which for the three segments of six partitions is more than a gigabyte beside the heap.
 * What is not cached here is read from the operating system's cache of files.
 */
public final class SharedMemory implements RocksDBConfigSetter {
    private static final long CACHE_BYTES = 96L << 20;
    private static final long WRITE_BUFFER_BYTES = 32L << 20;
    private static final Cache CACHE = new LRUCache(CACHE_BYTES);
    /** Part of the cache, so that both together stay within its size. */
    private static final WriteBufferManager WRITE_BUFFERS = new WriteBufferManager(WRITE_BUFFER_BYTES, CACHE);

    @Override
    public void setConfig(String store, Options options, Map<String, Object> configs) {
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(CACHE);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(WRITE_BUFFERS);
    }

    @Override
    public void close(String store, Options options) {
        // the other stores go on
    }
}

package io.matrixplatform.ingest.inference.spool;

import java.util.zip.CRC32;

/** Tells an entry that was torn by a crash from a whole one. */
final class Checksum {
    private Checksum() {}

    static int of(byte[] entry) {
        CRC32 crc = new CRC32();
        crc.update(entry);
        return (int) crc.getValue();
    }
}

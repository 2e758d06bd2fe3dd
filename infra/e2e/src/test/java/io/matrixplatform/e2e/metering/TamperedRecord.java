package io.matrixplatform.e2e.metering;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * One byte of one record, changed where the broker keeps it, with the checksum of its batch made right again: nothing but a digest
 * kept elsewhere can tell. The broker sends what is in the file. Closing it puts the byte back.
 */
final class TamperedRecord implements AutoCloseable {
    private static final int BATCH_HEADER = 61;
    private static final int LENGTH_AT = 8;
    private static final int CRC_AT = 17;
    private static final int CHECKED_FROM = 21;
    private static final int LAST_OFFSET_DELTA_AT = 23;
    private static final int BEFORE_LENGTH = 12;

    private final Path segment;
    private final long batchAt;
    private final byte[] original;
    /** Topic and partition. */
    final String series;

    final long firstOffset;
    final long lastOffset;

    private TamperedRecord(Path segment, long batchAt, byte[] original) {
        ByteBuffer batch = ByteBuffer.wrap(original);
        this.segment = segment;
        this.batchAt = batchAt;
        this.original = original;
        this.series = folder(segment);
        this.firstOffset = batch.getLong(0);
        this.lastOffset = firstOffset + batch.getInt(LAST_OFFSET_DELTA_AT);
    }

    /**
     * @param kafka the broker's data folder
     * @param marker text that stands in the record and nowhere else; its last character is changed
     */
    static TamperedRecord of(Path kafka, String topic, String marker) throws IOException {
        for (Path segment : segments(kafka, topic)) {
            byte[] log = Files.readAllBytes(segment);
            ByteBuffer batches = ByteBuffer.wrap(log);
            int at = 0;
            while (at + BATCH_HEADER <= log.length) {
                int length = BEFORE_LENGTH + batches.getInt(at + LENGTH_AT);
                if (length <= BATCH_HEADER || at + length > log.length) {
                    break;
                }
                byte[] batch = new byte[length];
                batches.get(at, batch);
                int found = indexOf(batch, marker.getBytes(StandardCharsets.UTF_8));
                if (found >= 0) {
                    TamperedRecord record = new TamperedRecord(segment, at, batch);
                    record.change(found + marker.length() - 1);
                    return record;
                }
                at += length;
            }
        }
        throw new AssertionError("no record says " + marker);
    }

    private static List<Path> segments(Path kafka, String topic) throws IOException {
        try (Stream<Path> files = Files.walk(kafka)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .filter(file -> folder(file).startsWith(topic + "-"))
                    .toList();
        }
    }

    private static String folder(Path file) {
        return file.getName(file.getNameCount() - 2).toString();
    }

    private static int indexOf(byte[] text, byte[] wanted) {
        for (int i = 0; i <= text.length - wanted.length; i++) {
            int same = 0;
            while (same < wanted.length && text[i + same] == wanted[same]) {
                same++;
            }
            if (same == wanted.length) {
                return i;
            }
        }
        return -1;
    }

    private void change(int index) throws IOException {
        byte[] changed = original.clone();
        changed[index] ^= 1;
        CRC32C crc = new CRC32C();
        crc.update(changed, CHECKED_FROM, changed.length - CHECKED_FROM);
        ByteBuffer.wrap(changed).putInt(CRC_AT, (int) crc.getValue());
        write(changed);
    }

    private void write(byte[] batch) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
            file.seek(batchAt);
            file.write(batch);
        }
    }

    @Override
    public void close() throws IOException {
        write(original);
    }
}

package io.matrixplatform.ingest.inference.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Entries in numbered files, oldest first. What a call of {@link #append} has written is on the disk when it returns; an entry
 * that was torn by a crash ends its file. Not thread-safe.
 */
final class SpoolFiles implements AutoCloseable {
    private static final String SUFFIX = ".spool";
    private static final int HEADER_BYTES = 2 * Integer.BYTES;
    private static final int ENTRY_MAX_BYTES = 1 << 20;

    private final Path folder;
    private final TreeMap<Long, Long> bytesByNumber = new TreeMap<>();
    private @Nullable FileChannel open;
    private long bytes;

    SpoolFiles(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(SUFFIX)).toList()) {
                String name = file.getFileName().toString();
                count(Long.parseLong(name.substring(0, name.length() - SUFFIX.length())), Files.size(file));
            }
        }
    }

    long bytes() {
        return bytes;
    }

    /** One write and one sync for all of them. */
    void append(List<byte[]> entries) throws IOException {
        int length = 0;
        for (byte[] entry : entries) {
            length += HEADER_BYTES + entry.length;
        }
        ByteBuffer buffer = ByteBuffer.allocate(length);
        for (byte[] entry : entries) {
            buffer.putInt(entry.length).putInt(Checksum.of(entry)).put(entry);
        }
        buffer.flip();
        FileChannel file = open == null ? begin() : open;
        try {
            while (buffer.hasRemaining()) {
                file.write(buffer);
            }
            file.force(true);
        } catch (IOException failure) {
            close(); // an entry may be torn, and nothing is read behind it
            throw failure;
        }
        count(bytesByNumber.lastKey(), length);
    }

    /** The number of the oldest file, to which nothing is appended any more. */
    Optional<Long> oldest() throws IOException {
        if (bytesByNumber.size() == 1) {
            close();
        }
        return Optional.ofNullable(bytesByNumber.isEmpty() ? null : bytesByNumber.firstKey());
    }

    List<byte[]> read(long number) throws IOException {
        ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file(number)));
        List<byte[]> entries = new ArrayList<>();
        while (all.remaining() >= HEADER_BYTES) {
            int length = all.getInt();
            int checksum = all.getInt();
            if (length < 0 || length > ENTRY_MAX_BYTES || length > all.remaining()) {
                break;
            }
            byte[] entry = new byte[length];
            all.get(entry);
            if (Checksum.of(entry) != checksum) {
                break;
            }
            entries.add(entry);
        }
        return entries;
    }

    void delete(long number) throws IOException {
        Files.delete(file(number));
        Long length = bytesByNumber.remove(number);
        bytes -= length == null ? 0 : length;
    }

    @Override
    public void close() throws IOException {
        FileChannel file = open;
        open = null;
        if (file != null) {
            file.close();
        }
    }

    private FileChannel begin() throws IOException {
        long number = bytesByNumber.isEmpty() ? 1 : bytesByNumber.lastKey() + 1;
        FileChannel file = FileChannel.open(file(number), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel names = FileChannel.open(folder)) {
            names.force(true); // the file's name is on the disk, too
        }
        count(number, 0);
        open = file;
        return file;
    }

    private void count(long number, long more) {
        bytesByNumber.merge(number, more, Long::sum);
        bytes += more;
    }

    private Path file(long number) {
        return folder.resolve(String.format(Locale.ROOT, "%012d%s", number, SUFFIX));
    }
}

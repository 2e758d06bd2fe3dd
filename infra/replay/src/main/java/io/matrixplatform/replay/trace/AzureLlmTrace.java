package io.matrixplatform.replay.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Reads the Azure LLM inference traces: {@code TIMESTAMP,ContextTokens,GeneratedTokens}, plain or gzipped. Lines end with
 * CRLF or LF, the last one with nothing; times have up to nine decimals and no zone, and are taken as UTC.
 *
 * @see <a href="https://github.com/Azure/AzurePublicDataset">Source: Azure public dataset, CC BY 4.0</a>
 */
public final class AzureLlmTrace {
    private static final String HEADER = "TIMESTAMP,ContextTokens,GeneratedTokens";
    private static final int GZIP_MAGIC = 0x1f8b;
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter()
            .withResolverStyle(ResolverStyle.STRICT);

    private AzureLlmTrace() {}

    /**
     * @throws TraceFormatException if the file is not such a trace, or breaks off
     * @throws IOException if the file cannot be read
     */
    public static Trace read(Path file) throws IOException {
        String name = file.getFileName().toString();
        MessageDigest digest = sha256();
        List<TraceRow> rows = new ArrayList<>();
        int line = 1;
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file));
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(new DigestInputStream(plain(raw), digest), UTF_8))) {
            if (!HEADER.equals(lines.readLine())) {
                throw new TraceFormatException(name + " line 1: the header must be " + HEADER);
            }
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                line++;
                rows.add(parse(text, name, line));
            }
        } catch (IOException broken) {
            if (rows.isEmpty()) {
                throw broken;
            }
            throw new TraceFormatException(
                    name + " breaks off after line " + line + ": " + broken.getMessage(), broken);
        }
        return new Trace(name, HexFormat.of().formatHex(digest.digest()), rows);
    }

    private static InputStream plain(InputStream raw) throws IOException {
        raw.mark(2);
        int start = raw.read() << 8 | raw.read();
        raw.reset();
        return start == GZIP_MAGIC ? new GZIPInputStream(raw) : raw;
    }

    private static TraceRow parse(String text, String name, int line) {
        String[] columns = text.split(",", -1);
        if (columns.length != 3) {
            throw new TraceFormatException(name + " line " + line + ": 3 columns are required, not " + columns.length);
        }
        try {
            Instant at = LocalDateTime.parse(columns[0], TIME).toInstant(ZoneOffset.UTC);
            return new TraceRow(
                    at.truncatedTo(ChronoUnit.MICROS), Long.parseLong(columns[1]), Long.parseLong(columns[2]));
        } catch (DateTimeException | IllegalArgumentException wrong) {
            throw new TraceFormatException(name + " line " + line + ": " + wrong.getMessage(), wrong);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError("every JDK has SHA-256", impossible);
        }
    }
}

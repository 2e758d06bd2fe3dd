package io.matrixplatform.model.network;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Countries out of a file with one {@code range,country} per line, such as {@code 192.0.2.0/24,DE}. Empty lines and lines
 * that begin with {@code #} are skipped. Ranges do not overlap. Read once; thread-safe.
 */
public final class CountryFile implements CountryOf {
    private static final Set<String> COUNTRIES = Set.copyOf(Arrays.asList(Locale.getISOCountries()));

    private final NavigableMap<String, Entry> byFirst = new TreeMap<>();

    private record Entry(Cidr range, String country) {}

    /** @throws IllegalArgumentException naming the line that is wrong */
    public static CountryFile read(Path file) {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return new CountryFile(lines);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the file of countries cannot be read: " + file, unreadable);
        }
    }

    CountryFile(BufferedReader lines) throws IOException {
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            String text = line.strip();
            if (!text.isEmpty() && text.charAt(0) != '#') {
                add(text, number);
            }
        }
    }

    /** Whether {@code code} is one of ISO 3166-1 alpha-2. */
    public static boolean isCountry(String code) {
        return COUNTRIES.contains(code);
    }

    @Override
    public Optional<String> country(InetAddress address) {
        return Optional.ofNullable(byFirst.floorEntry(key(address)))
                .map(Map.Entry::getValue)
                .filter(entry -> entry.range.contains(address))
                .map(Entry::country);
    }

    private void add(String text, int number) {
        String[] parts = text.split(",", -1);
        if (parts.length != 2 || !isCountry(parts[1].strip())) {
            throw new IllegalArgumentException("line " + number + " of the countries is not range,country");
        }
        Entry entry = new Entry(Cidr.parse(parts[0].strip()), parts[1].strip());
        String key = key(entry.range.network());
        Map.Entry<String, Entry> before = byFirst.floorEntry(key);
        Map.Entry<String, Entry> after = byFirst.ceilingEntry(key);
        if ((before != null && before.getValue().range.contains(entry.range))
                || (after != null && entry.range.contains(after.getValue().range))) {
            throw new IllegalArgumentException("line " + number + " of the countries overlaps another");
        }
        byFirst.put(key, entry);
    }

    /** Sorts the addresses of one kind by number, and keeps the two kinds apart. */
    private static String key(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length + ":" + HexFormat.of().formatHex(bytes);
    }
}

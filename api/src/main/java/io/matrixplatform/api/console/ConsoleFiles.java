package io.matrixplatform.api.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.matrixplatform.model.hashing.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All files of the console, read once. The version is made of every name and every byte, so it changes when they do. */
final class ConsoleFiles {
    private static final String FOLDER = "/console/";
    private static final String PAGE = "index.html";
    private static final String CHART_LIBRARY = "uplot";

    private final String version;
    private final ConsoleFile page;
    private final Map<String, ConsoleFile> assets;

    private ConsoleFiles(SortedMap<String, byte[]> contents) {
        version = version(contents);
        String template = new String(contents.get(PAGE), UTF_8);
        page = ConsoleFile.of(PAGE, template.replace("{version}", version).getBytes(UTF_8));
        SortedMap<String, ConsoleFile> files = new TreeMap<>();
        contents.forEach((name, content) -> files.put(name, ConsoleFile.of(name, content)));
        files.remove(PAGE);
        assets = Map.copyOf(files);
    }

    /** @throws IllegalStateException if the console is not on the class path */
    static ConsoleFiles load() {
        try {
            SortedMap<String, byte[]> contents = own();
            contents.putAll(chartLibrary());
            return new ConsoleFiles(contents);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the console's files cannot be read", unreadable);
        }
    }

    String version() {
        return version;
    }

    /** The one page, whatever its address: the scripts know what to show there. */
    ConsoleFile page() {
        return page;
    }

    Optional<ConsoleFile> asset(String name) {
        return Optional.ofNullable(assets.get(name));
    }

    Set<String> names() {
        return assets.keySet();
    }

    private static SortedMap<String, byte[]> own() throws IOException {
        URI page = uri(FOLDER + PAGE);
        if (!page.getScheme().equals("jar")) {
            return read(Path.of(page).resolveSibling(""));
        }
        try (FileSystem jar = FileSystems.newFileSystem(page, Map.of())) {
            return read(jar.getPath(FOLDER));
        }
    }

    private static SortedMap<String, byte[]> read(Path folder) throws IOException {
        SortedMap<String, byte[]> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                contents.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        return contents;
    }

    /** The two files of the WebJar that are used; its version is read from it, so that it is written in one place. */
    private static Map<String, byte[]> chartLibrary() throws IOException {
        Properties release = new Properties();
        try (InputStream properties = resource("/META-INF/maven/org.webjars.npm/" + CHART_LIBRARY + "/pom.properties")
                .openStream()) {
            release.load(properties);
        }
        String folder =
                "/META-INF/resources/webjars/" + CHART_LIBRARY + "/" + release.getProperty("version") + "/dist/";
        return Map.of(
                "library/uPlot.esm.js", bytes(folder + "uPlot.esm.js"),
                "library/uPlot.min.css", bytes(folder + "uPlot.min.css"));
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream content = resource(name).openStream()) {
            return content.readAllBytes();
        }
    }

    private static URI uri(String name) {
        try {
            return resource(name).toURI();
        } catch (URISyntaxException strange) {
            throw new IllegalStateException("the class path has a strange address", strange);
        }
    }

    private static URL resource(String name) {
        URL found = ConsoleFiles.class.getResource(name);
        if (found == null) {
            throw new IllegalStateException("the class path lacks " + name);
        }
        return found;
    }

    private static String version(SortedMap<String, byte[]> contents) {
        MessageDigest digest = Sha256.digest();
        contents.forEach((name, content) -> {
            digest.update(name.getBytes(UTF_8));
            digest.update((byte) 0);
            digest.update(Sha256.of(content));
        });
        return HexFormat.of().formatHex(digest.digest(), 0, 8);
    }
}

package io.matrixplatform.rating;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command behind {@code ./matrix rate}: exits with 0 when every case was answered, 2 when the input is unreadable. */
public final class RateMain {
    private static final String USAGE = "usage: matrix rate [--array] [FILE.json|-], or matrix rate --schema";
    private static final String SCHEMA = "/schemas/rate-case.schema.json";

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private RateMain() {}

    public static void main(String[] arguments) throws IOException {
        OutputStream out = new BufferedOutputStream(System.out, 1 << 16);
        int exit = run(List.of(arguments), System.in, out, System.err);
        out.flush();
        System.exit(exit);
    }

    static int run(List<String> arguments, InputStream in, OutputStream out, PrintStream err) throws IOException {
        List<String> names = new ArrayList<>(arguments);
        boolean asArray = names.remove("--array");
        if (names.equals(List.of("--schema"))) {
            out.write(schema());
            return 0;
        }
        if (names.size() > 1 || (!names.isEmpty() && names.get(0).matches("-.+"))) {
            err.println(USAGE);
            return 2;
        }
        boolean fromIn = names.isEmpty() || names.get(0).equals("-");
        try (InputStream cases = fromIn ? in : Files.newInputStream(Path.of(names.get(0)))) {
            answerAll(cases, out, asArray);
            return 0;
        } catch (JsonProcessingException broken) {
            // Its own message quotes the source.
            err.printf(
                    "rate: not JSON at line %d, column %d: %s%n",
                    broken.getLocation().getLineNr(), broken.getLocation().getColumnNr(), broken.getOriginalMessage());
            return 2;
        } catch (NoSuchFileException missing) {
            err.println("rate: there is no file " + missing.getMessage());
            return 2;
        } catch (IOException unreadable) {
            err.println("rate: cannot read the cases: " + unreadable.getMessage());
            return 2;
        }
    }

    private static void answerAll(InputStream cases, OutputStream out, boolean asArray) throws IOException {
        try (JsonParser parser = JSON.createParser(cases);
                JsonGenerator written = JSON.createGenerator(out)) {
            written.setRootValueSeparator(null);
            if (asArray) {
                written.writeStartArray();
            }
            boolean inArray = parser.nextToken() == JsonToken.START_ARRAY;
            JsonToken token = inArray ? parser.nextToken() : parser.currentToken();
            while (token != null && !(inArray && token == JsonToken.END_ARRAY)) {
                JsonNode wanted = JSON.readTree(parser);
                written.writeTree(Cases.answer(wanted));
                if (!asArray) {
                    written.writeRaw('\n');
                }
                token = parser.nextToken();
            }
            if (asArray) {
                written.writeEndArray();
                written.writeRaw('\n');
            }
        }
    }

    static byte[] schema() throws IOException {
        try (InputStream schema = RateMain.class.getResourceAsStream(SCHEMA)) {
            if (schema == null) {
                throw new IllegalStateException("the schema is not in the jar");
            }
            return schema.readAllBytes();
        }
    }
}

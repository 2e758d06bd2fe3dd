package io.matrixplatform.events;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;
import org.apache.avro.SchemaFormatter;

/** A schema as a release of the platform registered it: {@code released/<subject>/v<version>.avsc}. Never edited. */
record ReleasedSchema(String subject, int version, Schema schema) {
    private static final Pattern FILE = Pattern.compile("v(\\d+)\\.avsc");
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    static List<ReleasedSchema> readAll(Path released) throws IOException {
        List<ReleasedSchema> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(released)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Matcher name = FILE.matcher(file.getFileName().toString());
                if (!name.matches()) {
                    throw new IOException(file + " is no released schema: those are called v1.avsc, v2.avsc, …");
                }
                String subject = released.relativize(file).getName(0).toString();
                int version = Integer.parseInt(name.group(1));
                found.add(new ReleasedSchema(subject, version, new Schema.Parser().parse(Files.readString(file))));
            }
        }
        found.sort(Comparator.comparing(ReleasedSchema::subject).thenComparing(ReleasedSchema::version));
        return found;
    }

    void write(Path released) throws IOException {
        Path file = released.resolve(subject).resolve("v" + version + ".avsc");
        Files.createDirectories(file.getParent());
        Files.writeString(file, SchemaFormatter.format("json/pretty", schema) + "\n");
    }

    /** Why {@code today} cannot read what was written with this schema: a sentence for each reason, none if it can. */
    List<String> whyUnreadableBy(Schema today) {
        List<String> reasons = new ArrayList<>();
        for (Incompatibility found : SchemaCompatibility.checkReaderWriterCompatibility(today, schema)
                .getResult()
                .getIncompatibilities()) {
            String what = found.getType().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            reasons.add(sentence(fieldAt(today, found.getLocation()), what + " (" + found.getMessage() + ")"));
        }
        changedMeanings(today, schema, "", reasons);
        return reasons;
    }

    /** What Avro and registries let pass: the same bytes read as another unit, scale or kind of time. */
    private void changedMeanings(Schema today, Schema then, String field, List<String> reasons) {
        if (today.getType() != then.getType()) {
            return;
        }
        if (!meaning(today).equals(meaning(then))) {
            reasons.add(sentence(field, "its meaning was '" + meaning(then) + "' and is now '" + meaning(today) + "'"));
        }
        switch (today.getType()) {
            case RECORD ->
                today.getFields().stream()
                        .filter(now -> then.getField(now.name()) != null)
                        .forEach(now -> changedMeanings(
                                now.schema(),
                                then.getField(now.name()).schema(),
                                field.isEmpty() ? now.name() : field + "." + now.name(),
                                reasons));
            case ARRAY -> changedMeanings(today.getElementType(), then.getElementType(), field, reasons);
            case UNION ->
                today.getTypes()
                        .forEach(now -> then.getTypes().stream()
                                .filter(before -> before.getType() == now.getType())
                                .forEach(before -> changedMeanings(now, before, field, reasons)));
            default -> {}
        }
    }

    private String sentence(String field, String what) {
        return subject + ": today's schema cannot read released v" + version + ": field '" + field + "': " + what
                + ". Keep released fields as they are and give each new one a default;"
                + " what cannot be told that way is a new topic with the next major number.";
    }

    /** For example {@code bytes decimal 38 18}. */
    private static String meaning(Schema schema) {
        return Stream.concat(
                        Stream.of(schema.getType().getName()),
                        Stream.of("logicalType", "precision", "scale").map(schema::getObjectProp))
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .collect(joining(" "));
    }

    /** The field's name at a JSON pointer such as {@code /fields/9/type/items/fields/1}. */
    private static String fieldAt(Schema schema, String pointer) {
        StringJoiner names = new StringJoiner(".");
        Schema at = schema;
        for (String step : pointer.substring(1).split("/", -1)) {
            if (at.getType() == Schema.Type.RECORD && NUMBER.matcher(step).matches()) {
                Schema.Field field = at.getFields().get(Integer.parseInt(step));
                names.add(field.name());
                at = field.schema();
            } else if (at.getType() == Schema.Type.UNION && NUMBER.matcher(step).matches()) {
                at = at.getTypes().get(Integer.parseInt(step));
            } else if (step.equals("items")) {
                at = at.getElementType();
            }
        }
        return names.toString();
    }
}

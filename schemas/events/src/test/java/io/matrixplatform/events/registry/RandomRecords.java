package io.matrixplatform.events.registry;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes.Decimal;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Records of any generated type with seeded contents. */
final class RandomRecords {
    private final Random random;

    RandomRecords(long seed) {
        random = new Random(seed);
    }

    SpecificRecord next(Schema schema) {
        SpecificRecord made =
                (SpecificRecord) SpecificData.newInstance(SpecificData.get().getClass(schema), schema);
        schema.getFields().forEach(field -> made.put(field.pos(), value(field.schema())));
        return made;
    }

    private @Nullable Object value(Schema schema) {
        LogicalType logical = schema.getLogicalType();
        return switch (schema.getType()) {
            case NULL -> null;
            case UNION ->
                value(schema.getTypes().get(random.nextInt(schema.getTypes().size())));
            case BOOLEAN -> random.nextBoolean();
            case INT -> logical == null ? (Object) random.nextInt() : LocalDate.ofEpochDay(random.nextInt(40_000));
            case LONG -> logical == null ? (Object) random.nextLong() : instant();
            case STRING -> text();
            case BYTES -> logical == null ? ByteBuffer.wrap(text().getBytes()) : decimal((Decimal) logical);
            case ENUM ->
                SpecificData.get()
                        .getClass(schema)
                        .getEnumConstants()[
                        random.nextInt(schema.getEnumSymbols().size())];
            case ARRAY ->
                IntStream.range(0, random.nextInt(4))
                        .mapToObj(i -> value(schema.getElementType()))
                        .toList();
            case RECORD -> next(schema);
            case MAP ->
                Stream.generate(this::text)
                        .limit(random.nextInt(4))
                        .distinct()
                        .collect(Collectors.toMap(name -> name, name -> value(schema.getValueType())));
            case FLOAT, DOUBLE, FIXED -> throw new IllegalArgumentException("no contract uses " + schema);
        };
    }

    private Instant instant() {
        return Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000) * 1_000L);
    }

    private BigDecimal decimal(Decimal type) {
        BigInteger unscaled = new BigInteger(random.nextInt(127), random).mod(BigInteger.TEN.pow(type.getPrecision()));
        return new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), type.getScale());
    }

    private String text() {
        return Stream.generate(() -> random.nextInt(10) == 0 ? "😀" : String.valueOf((char) random.nextInt(0xd800)))
                .limit(random.nextInt(12))
                .reduce("", String::concat);
    }
}

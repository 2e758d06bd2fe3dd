package io.matrixplatform.api.platform.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;

/** Reads a text, cleaned in one of the ways of {@link Texts}. */
abstract class CleanText extends StdScalarDeserializer<String> {
    CleanText() {
        super(String.class);
    }

    /** @throws IllegalArgumentException with what it objects */
    abstract String clean(String text);

    @Override
    public final LogicalType logicalType() {
        return LogicalType.Textual;
    }

    @Override
    public final String deserialize(JsonParser json, DeserializationContext context) throws IOException {
        String text = StringDeserializer.instance.deserialize(json, context);
        return Dialect.read(text, this::clean, getValueType(context), context);
    }
}

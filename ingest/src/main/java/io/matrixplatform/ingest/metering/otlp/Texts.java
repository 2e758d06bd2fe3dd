package io.matrixplatform.ingest.metering.otlp;

import io.matrixplatform.ingest.metering.CleanText;
import io.matrixplatform.ingest.metering.SampleRules;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Attributes of a resource or a data point that are looked at as text. */
final class Texts {
    private final Map<String, AnyValue> values;

    private Texts(Map<String, AnyValue> values) {
        this.values = values;
    }

    /** Of a name that comes twice, which OTLP forbids, the first. */
    static Texts of(Iterable<KeyValue> attributes) {
        Map<String, AnyValue> values = new HashMap<>();
        attributes.forEach(attribute -> values.putIfAbsent(attribute.getKey(), attribute.getValue()));
        return new Texts(values);
    }

    Set<String> names() {
        return values.keySet();
    }

    /**
     * Null if there is none, or an empty one. Integers are text as well.
     *
     * @throws UnusableException if it can be no label
     */
    @Nullable String find(String name) throws UnusableException {
        AnyValue value = values.getOrDefault(name, AnyValue.getDefaultInstance());
        String text = switch (value.getValueCase()) {
            case VALUE_NOT_SET -> "";
            case STRING_VALUE -> value.getStringValue();
            case INT_VALUE -> Long.toString(value.getIntValue());
            default -> throw new UnusableException(name + " must be text");
        };
        if (text.length() > SampleRules.LABEL_MAX_CHARS || !CleanText.is(text)) {
            throw new UnusableException(name + " may have at most " + SampleRules.LABEL_MAX_CHARS
                    + " characters, none of them a control character");
        }
        return text.isEmpty() ? null : text;
    }
}

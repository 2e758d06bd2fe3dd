package io.matrixplatform.api.platform.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializerBase;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.matrixplatform.model.access.limits.LimitKind;
import io.matrixplatform.model.access.limits.LimitSource;
import io.matrixplatform.model.access.limits.WhenStale;
import io.matrixplatform.model.catalog.PlanKey;
import io.matrixplatform.model.ids.CertificateId;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.ids.TypedId;
import io.matrixplatform.model.ids.UserId;
import io.matrixplatform.model.inference.ApiDialect;
import io.matrixplatform.model.metering.MeterKey;
import io.matrixplatform.model.metering.Quantity;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/** How the API speaks JSON. */
public final class Dialect {
    private Dialect() {}

    /** Makes {@code mapper} speak it; to be called before anything is written or read with it. */
    public static ObjectMapper teach(ObjectMapper mapper) {
        mapper.setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
        mapper.disable(
                SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS);
        mapper.enable(
                DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        mapper.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
        mapper.coercionConfigFor(LogicalType.Textual)
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
        SimpleModule text = new SimpleModule("matrix");
        text.addSerializer(TypedId.class, ToStringSerializer.instance);
        text.addSerializer(MeterKey.class, ToStringSerializer.instance);
        text.addSerializer(PlanKey.class, ToStringSerializer.instance);
        text.addDeserializer(PlanKey.class, new FromText<>(PlanKey.class, PlanKey::new));
        text.addSerializer(LimitKind.class, ToStringSerializer.instance);
        text.addDeserializer(LimitKind.class, new FromText<>(LimitKind.class, LimitKind::of));
        text.addSerializer(WhenStale.class, ToStringSerializer.instance);
        text.addDeserializer(WhenStale.class, new FromText<>(WhenStale.class, WhenStale::of));
        text.addSerializer(ApiDialect.class, ToStringSerializer.instance);
        text.addDeserializer(ApiDialect.class, new FromText<>(ApiDialect.class, ApiDialect::of));
        text.addSerializer(LimitSource.class, ToStringSerializer.instance);
        text.addSerializer(Quantity.class, ToStringSerializer.instance);
        text.addDeserializer(UserId.class, new FromText<>(UserId.class, UserId::parse));
        text.addDeserializer(TenantId.class, new FromText<>(TenantId.class, TenantId::parse));
        text.addDeserializer(CertificateId.class, new FromText<>(CertificateId.class, CertificateId::parse));
        text.addDeserializer(MeterKey.class, new FromText<>(MeterKey.class, MeterKey::new));
        text.addSerializer(BigDecimal.class, new PlainDecimal());
        text.addDeserializer(String.class, new OneLine());
        text.addDeserializer(Instant.class, new FromText<>(Instant.class, Texts::time));
        text.addDeserializer(Duration.class, new FromText<>(Duration.class, Texts::duration));
        mapper.registerModule(text);
        mapper.clearCaches(); // of how texts were read before, as those of the configuration were
        return mapper;
    }

    /** Reads a text as a value that proves itself; what it objects is told. */
    private static final class FromText<T> extends FromStringDeserializer<T> {
        private final transient Function<String, T> reader;

        FromText(Class<T> type, Function<String, T> reader) {
            super(type);
            this.reader = reader;
        }

        @Override
        protected T _deserialize(String text, DeserializationContext context) throws IOException {
            return read(text, reader, getValueType(context), context);
        }

        /** An empty text is not an absent one. */
        @Override
        protected Object _deserializeFromEmptyString(DeserializationContext context) throws IOException {
            return _deserialize("", context);
        }
    }

    /** @throws ValueInstantiationException with what {@code reader} objects, and the place */
    static <T> T read(String text, Function<String, T> reader, JavaType type, DeserializationContext context)
            throws IOException {
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException objection) {
            throw ValueInstantiationException.from(
                    context.getParser(), String.valueOf(objection.getMessage()), type, objection);
        }
    }

    /** A decimal as text without an exponent: a JSON number would become a double in most clients. */
    private static final class PlainDecimal extends ToStringSerializerBase {
        PlainDecimal() {
            super(BigDecimal.class);
        }

        @Override
        public String valueToString(Object value) {
            return ((BigDecimal) value).toPlainString();
        }
    }
}

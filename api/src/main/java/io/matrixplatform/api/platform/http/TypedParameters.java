package io.matrixplatform.api.platform.http;

import static java.util.Map.entry;

import io.matrixplatform.api.platform.json.Texts;
import io.matrixplatform.model.ids.ApiKeyId;
import io.matrixplatform.model.ids.BackfillId;
import io.matrixplatform.model.ids.CertificateId;
import io.matrixplatform.model.ids.InvitationId;
import io.matrixplatform.model.ids.SessionId;
import io.matrixplatform.model.ids.SubscriptionId;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.ids.UserId;
import io.matrixplatform.model.metering.MeterKey;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads path and query parameters as our types. What cannot be read is 404 in a path and 422 in a query. */
public final class TypedParameters implements ParamConverterProvider {
    private static final Map<Class<?>, Function<String, Object>> READERS = Map.ofEntries(
            entry(TenantId.class, TenantId::parse),
            entry(ApiKeyId.class, ApiKeyId::parse),
            entry(UserId.class, UserId::parse),
            entry(SessionId.class, SessionId::parse),
            entry(InvitationId.class, InvitationId::parse),
            entry(SubscriptionId.class, SubscriptionId::parse),
            entry(BackfillId.class, BackfillId::parse),
            entry(CertificateId.class, CertificateId::parse),
            entry(MeterKey.class, MeterKey::new),
            entry(Cursor.class, Cursor::parse),
            entry(Instant.class, Texts::time),
            entry(String.class, Texts::clean));

    @Override
    public <T> @Nullable ParamConverter<T> getConverter(Class<T> type, Type generic, Annotation[] annotations) {
        Function<String, Object> reader = READERS.get(type);
        return reader == null ? null : new Reading<>(type, reader);
    }

    private record Reading<T>(Class<T> type, Function<String, Object> reader) implements ParamConverter<T> {
        @Override
        @SuppressWarnings("NullAway") // JAX-RS wants null for a parameter that was not given
        public @Nullable T fromString(@Nullable String text) {
            return text == null ? null : type.cast(reader.apply(text));
        }

        @Override
        public String toString(T value) {
            return value.toString();
        }
    }
}

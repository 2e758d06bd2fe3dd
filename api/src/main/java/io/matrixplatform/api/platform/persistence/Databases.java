package io.matrixplatform.api.platform.persistence;

import io.matrixplatform.model.catalog.PlanKey;
import io.matrixplatform.model.ids.ApiKeyId;
import io.matrixplatform.model.ids.BackfillId;
import io.matrixplatform.model.ids.CertificateId;
import io.matrixplatform.model.ids.InvitationId;
import io.matrixplatform.model.ids.MeterId;
import io.matrixplatform.model.ids.SessionId;
import io.matrixplatform.model.ids.SubscriptionId;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.ids.TypedId;
import io.matrixplatform.model.ids.UserId;
import io.matrixplatform.model.metering.MeterKey;
import io.matrixplatform.model.metering.Quantity;
import java.math.BigDecimal;
import java.sql.Types;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.jspecify.annotations.Nullable;

/** Teaches a Jdbi our types: ids as {@code uuid}, meter keys as {@code text}, quantities as {@code numeric}. */
public final class Databases {
    private Databases() {}

    /** A Jdbi of our dialect, for tests and tools; the server builds its own and has it taught. */
    public static Jdbi open(DataSource dataSource) {
        return teach(Jdbi.create(dataSource).installPlugin(new SqlObjectPlugin()));
    }

    public static Jdbi teach(Jdbi jdbi) {
        jdbi.installPlugin(new PostgresPlugin());
        jdbi.registerArrayType(BigDecimal.class, "numeric");
        jdbi.registerArrayType(String.class, "text");
        jdbi.registerArgument((ArgumentFactory) (type, value, config) -> argument(value));
        jdbi.registerColumnMapper(TenantId.class, id(TenantId::new));
        jdbi.registerColumnMapper(ApiKeyId.class, id(ApiKeyId::new));
        jdbi.registerColumnMapper(UserId.class, id(UserId::new));
        jdbi.registerColumnMapper(SessionId.class, id(SessionId::new));
        jdbi.registerColumnMapper(InvitationId.class, id(InvitationId::new));
        jdbi.registerColumnMapper(MeterId.class, id(MeterId::new));
        jdbi.registerColumnMapper(BackfillId.class, id(BackfillId::new));
        jdbi.registerColumnMapper(CertificateId.class, id(CertificateId::new));
        jdbi.registerColumnMapper(SubscriptionId.class, id(SubscriptionId::new));
        jdbi.registerColumnMapper(MeterKey.class, (row, column, context) -> new MeterKey(row.getString(column)));
        jdbi.registerColumnMapper(PlanKey.class, (row, column, context) -> planKey(row.getString(column)));
        jdbi.registerColumnMapper(Quantity.class, (row, column, context) -> new Quantity(row.getBigDecimal(column)));
        return jdbi;
    }

    private static Optional<Argument> argument(Object value) {
        if (value instanceof TypedId id) {
            return Optional.of(
                    (position, statement, context) -> statement.setObject(position, id.value(), Types.OTHER));
        }
        if (value instanceof MeterKey key) {
            return Optional.of((position, statement, context) -> statement.setString(position, key.value()));
        }
        if (value instanceof PlanKey key) {
            return Optional.of((position, statement, context) -> statement.setString(position, key.value()));
        }
        if (value instanceof Quantity quantity) {
            return Optional.of((position, statement, context) -> statement.setBigDecimal(position, quantity.value()));
        }
        return Optional.empty();
    }

    private static @Nullable PlanKey planKey(@Nullable String found) {
        return found == null ? null : new PlanKey(found);
    }

    /** Null where the column is: a record that cannot be without the id refuses it. */
    private static <T> ColumnMapper<T> id(Function<UUID, T> constructor) {
        return (row, column, context) -> {
            UUID found = row.getObject(column, UUID.class);
            return found == null ? null : constructor.apply(found);
        };
    }
}

package io.matrixplatform.api.catalog.meters;

import static io.matrixplatform.api.platform.problems.ProblemType.METER_KEY_TAKEN;
import static io.matrixplatform.api.platform.problems.ProblemType.METER_NOT_FOUND;
import static io.matrixplatform.api.platform.problems.ProblemType.METER_PREDEFINED;

import io.matrixplatform.api.access.audit.AuditEvent;
import io.matrixplatform.api.access.audit.AuditLog;
import io.matrixplatform.api.access.callers.Actor;
import io.matrixplatform.api.platform.Platform;
import io.matrixplatform.api.platform.http.Cursor;
import io.matrixplatform.api.platform.http.IfMatch;
import io.matrixplatform.api.platform.http.Page;
import io.matrixplatform.api.platform.http.PageRequest;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.model.ids.MeterId;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.ids.TimeOrderedUuids;
import io.matrixplatform.model.metering.MeterKey;
import io.matrixplatform.model.metering.folds.Aggregation;
import io.matrixplatform.model.metering.measures.FieldFilter;
import io.matrixplatform.model.metering.measures.RuntimeMetrics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The meters of the tenants, predefined ones included: define, find, change, archive. Thread-safe. */
public final class Meters {
    /** Between a change and its effect, so that every job has it before the first fact it is about. */
    private static final Duration NOTICE = Duration.ofMinutes(1);

    private static final List<String> PREDEFINED_DIMENSIONS = List.of("model", "route");
    private static final List<String> SAMPLED_DIMENSIONS =
            List.of("app_id", RuntimeMetrics.INSTANCE, "model", "region");

    private static final String GIB = RuntimeMetrics.QUANTITY + " / 1073741824";

    private final Jdbi jdbi;
    private final MeterAnnouncements announcements;
    private final AuditLog audit;
    private final TimeOrderedUuids uuids;
    private final InstantSource clock;

    public Meters(Platform platform, AuditLog audit) {
        this.jdbi = platform.jdbi();
        this.announcements = new MeterAnnouncements(platform.registry());
        this.audit = audit;
        this.uuids = platform.uuids();
        this.clock = platform.clock();
    }

    /** @throws ProblemException {@code METER_KEY_TAKEN} or {@code INVALID_FIELD} */
    Meter define(Actor actor, TenantId tenant, NewMeter wanted) {
        wanted.refuseNonsense();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Meter meter = new Meter(
                new MeterId(uuids.next()),
                tenant,
                wanted.key(),
                wanted.eventType(),
                wanted.aggregation(),
                wanted.percentile(),
                wanted.valueField(),
                wanted.strippedExpression(),
                wanted.normalFilters(),
                wanted.sortedDimensions(),
                wanted.groupsMaxOrDefault(),
                wanted.gapMaxOrDefault(),
                wanted.unit().strip(),
                wanted.graceOrDefault(),
                fullMinuteAhead(now),
                now,
                null,
                wanted.descriptionOrEmpty(),
                1);
        if (!insert(actor, meter)) {
            throw new ProblemException(
                    METER_KEY_TAKEN, "the tenant has a meter " + meter.key() + ", its own or a predefined one");
        }
        return meter;
    }

    /** @throws ProblemException {@code METER_NOT_FOUND} */
    public Meter get(TenantId tenant, MeterKey key) {
        return jdbi.withExtension(MeterDao.class, dao -> dao.find(tenant, key)).orElseThrow(() -> notFound(key));
    }

    /** In order of their keys. */
    public Page<Meter> list(TenantId tenant, PageRequest request) {
        @Nullable String after = request.after(1, cursor -> cursor.key().get(0)).orElse(null);
        List<Meter> rows = jdbi.withExtension(MeterDao.class, dao -> dao.list(tenant, after, request.rowsToRead()));
        return Page.of(rows, request, last -> Cursor.of(last.key().value()));
    }

    /** Every meter of the tenant at once, at most {@code limit}. */
    public List<Meter> all(TenantId tenant, int limit) {
        return jdbi.withExtension(MeterDao.class, dao -> dao.list(tenant, null, limit));
    }

    /** Defines and announces the meters that every tenant has, unless that was done before. */
    public void definePredefined() {
        predefine("api.calls", null, "calls");
        predefine("tokens.input", "input_tokens", "tokens");
        predefine("tokens.output", "output_tokens", "tokens");
        predefineSampled("runtime.cpu_hours", "cpu", null, "core-hours");
        predefineSampled("runtime.memory_gib_hours", "memory", GIB, "GiB-hours");
        predefineSampled("runtime.storage_gib_hours", "storage", GIB, "GiB-hours");
        predefineSampled("runtime.gpu_hours", "gpu", null, "GPU-hours");
    }

    /**
     * Counts no fact any more that is recorded from a full minute on, at least {@link #NOTICE} ahead; what was counted stays.
     * Once more changes nothing.
     *
     * @throws ProblemException {@code METER_NOT_FOUND}, {@code METER_PREDEFINED}
     */
    Meter archive(Actor actor, TenantId tenant, MeterKey key) {
        return jdbi.inTransaction(transaction -> {
            Meter before = own(transaction, tenant, key);
            Meter after = before.archived(fullMinuteAhead(clock.instant()));
            if (!after.equals(before)) {
                transaction.attach(MeterDao.class).archive(after);
                announcements.announce(transaction, after);
                audit.append(transaction, new AuditEvent(actor, tenant, "meter.archived", key.value(), before, after));
            }
            return after;
        });
    }

    /**
     * Changes what a person reads about a meter. No facts are counted differently.
     *
     * @throws ProblemException {@code METER_NOT_FOUND}, {@code METER_PREDEFINED}, {@code PRECONDITION_FAILED}
     */
    Meter change(Actor actor, TenantId tenant, MeterKey key, IfMatch match, MeterChange wanted) {
        return jdbi.inTransaction(transaction -> {
            Meter before = own(transaction, tenant, key);
            match.demand(before.version());
            Meter after = wanted.over(before);
            if (!after.equals(before)) {
                transaction.attach(MeterDao.class).change(after);
                announcements.announce(transaction, after);
                audit.append(transaction, new AuditEvent(actor, tenant, "meter.changed", key.value(), before, after));
            }
            return after;
        });
    }

    private static Meter own(Handle transaction, TenantId tenant, MeterKey key) {
        Meter meter =
                transaction.attach(MeterDao.class).findToChange(tenant, key).orElseThrow(() -> notFound(key));
        if (meter.isPredefined()) {
            throw new ProblemException(METER_PREDEFINED, "every tenant has the meter " + key);
        }
        return meter;
    }

    private static ProblemException notFound(MeterKey key) {
        return new ProblemException(METER_NOT_FOUND, "the tenant has no meter " + key);
    }

    /** The first full minute that is at least {@link #NOTICE} away. */
    public static Instant fullMinuteAhead(Instant now) {
        Instant earliest = now.plus(NOTICE);
        Instant minute = earliest.truncatedTo(ChronoUnit.MINUTES);
        return minute.equals(earliest) ? minute : minute.plus(1, ChronoUnit.MINUTES);
    }

    private void predefine(String key, @Nullable String valueField, String unit) {
        Meter meter = new Meter(
                new MeterId(uuids.next()),
                null,
                new MeterKey(key),
                ApiCallFields.EVENT_TYPE,
                valueField == null ? Aggregation.COUNT : Aggregation.SUM,
                null,
                valueField,
                null,
                List.of(),
                PREDEFINED_DIMENSIONS,
                null,
                null,
                unit,
                NewMeter.DEFAULT_GRACE,
                Instant.EPOCH,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                null,
                "",
                1);
        insert(Actor.PLATFORM, meter);
    }

    /** @param expression null where the sampled value is what counts */
    private void predefineSampled(String key, String metric, @Nullable String expression, String unit) {
        Meter meter = new Meter(
                new MeterId(uuids.next()),
                null,
                new MeterKey(key),
                RuntimeMetrics.TYPE,
                Aggregation.TIME_WEIGHTED_SUM,
                null,
                expression == null ? RuntimeMetrics.QUANTITY : null,
                expression,
                List.of(new MeterFilter(RuntimeMetrics.METRIC, FieldFilter.Operator.IN, List.of(metric))),
                SAMPLED_DIMENSIONS,
                null,
                NewMeter.DEFAULT_GAP,
                unit,
                NewMeter.DEFAULT_GRACE,
                Instant.EPOCH,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                null,
                "",
                1);
        insert(Actor.PLATFORM, meter);
    }

    private boolean insert(Actor actor, Meter meter) {
        return jdbi.inTransaction(transaction -> {
            boolean isNew = transaction.attach(MeterDao.class).insert(meter);
            if (isNew) {
                announcements.announce(transaction, meter);
                String subject = meter.key().value();
                audit.append(
                        transaction, new AuditEvent(actor, meter.tenantId(), "meter.defined", subject, null, meter));
            }
            return isNew;
        });
    }
}

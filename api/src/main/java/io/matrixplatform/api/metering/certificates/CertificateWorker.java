package io.matrixplatform.api.metering.certificates;

import io.matrixplatform.api.access.tenants.Tenant;
import io.matrixplatform.api.access.tenants.Tenants;
import io.matrixplatform.api.metering.certificates.Certificate.Kind;
import io.matrixplatform.api.metering.progress.ProgressReports;
import io.matrixplatform.api.platform.http.Cursor;
import io.matrixplatform.api.platform.http.Page;
import io.matrixplatform.api.platform.http.PageRequest;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.api.platform.workers.AdvisoryLock;
import io.matrixplatform.api.platform.workers.SoleWorker;
import io.matrixplatform.events.registry.RegistryException;
import io.matrixplatform.model.ids.CertificateId;
import io.matrixplatform.model.ids.TenantId;
import io.matrixplatform.model.ids.TimeOrderedUuids;
import io.matrixplatform.model.time.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has every day of every tenant certified once its facts are in the ledger, and every interim certificate that was ordered. */
final class CertificateWorker implements SoleWorker.Work {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateWorker.class);
    static final AdvisoryLock LOCK = new AdvisoryLock(0x6d61747269780003L);

    private static final Duration LOOK_FOR_DAYS = Duration.ofMinutes(1);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    /** The first day of a tenant that is older than this installation's certificates: the raw log is kept longer. */
    private static final Duration REACH = Duration.ofDays(8);

    private final CertificateDao dao;
    private final Certificates certificates;
    private final DrawCertificates drawing;
    private final Tenants tenants;
    private final ProgressReports progress;
    private final TimeOrderedUuids uuids;
    private final InstantSource clock;
    private Instant lookForDays = Instant.MIN;

    CertificateWorker(
            Jdbi jdbi,
            Certificates certificates,
            DrawCertificates drawing,
            Tenants tenants,
            ProgressReports progress,
            TimeOrderedUuids uuids,
            InstantSource clock) {
        this.dao = jdbi.onDemand(CertificateDao.class);
        this.certificates = certificates;
        this.drawing = drawing;
        this.tenants = tenants;
        this.progress = progress;
        this.uuids = uuids;
        this.clock = clock;
    }

    @Override
    public boolean isDue() {
        return progress.latest().ledgerThrough() != null
                && (isTimeForDays() || !dao.waiting().isEmpty());
    }

    @Override
    public boolean round() {
        @Nullable Instant through = progress.latest().ledgerThrough();
        if (through == null) {
            return false;
        }
        dao.waiting().stream().filter(order -> !order.until().isAfter(through)).forEach(this::issue);
        if (isTimeForDays()) {
            issueDays(through);
        }
        return false;
    }

    private boolean isTimeForDays() {
        return !clock.instant().isBefore(lookForDays);
    }

    private void issue(CertificateOrder order) {
        Period period = new Period(order.id(), TenantId.parse(order.tenantId()), Kind.INTERIM, order.window());
        try {
            drawing.draw(List.of(period)).forEach(certificates::issue);
        } catch (OffsetOutOfRangeException deleted) {
            dao.fail(order.id(), "the raw log does not have it any more");
        } catch (InterruptException stop) {
            throw stop;
        } catch (KafkaException | RegistryException | ProblemException failure) {
            LOG.atWarn().setCause(failure).addKeyValue("order", order.id()).log("a certificate will be tried again");
        }
    }

    /** The next day of every tenant, where it is over; soon again after one that was, since there may be another. */
    void issueDays(Instant through) {
        SortedMap<Instant, List<Period>> due = due(through);
        due.values().forEach(this::issueDay);
        lookForDays = clock.instant().plus(due.isEmpty() ? LOOK_FOR_DAYS : LOOK_AGAIN);
    }

    private void issueDay(List<Period> tenantsOfOneDay) {
        try {
            drawing.draw(tenantsOfOneDay).forEach(this::issueDay);
        } catch (InterruptException stop) {
            throw stop;
        } catch (KafkaException | RegistryException | ProblemException failure) {
            LOG.atWarn().setCause(failure).log("the certificates of a day will be tried again");
        }
    }

    /** A chain that was tampered with takes no day any more; the others shall have theirs. */
    private void issueDay(DrawCertificates.Drawn drawn) {
        try {
            certificates.issue(drawn);
        } catch (JdbiException failure) {
            LOG.atWarn()
                    .setCause(failure)
                    .addKeyValue("tenant", drawn.certificate().tenantId())
                    .log("a certificate was not issued and will be tried again");
        }
    }

    private SortedMap<Instant, List<Period>> due(Instant through) {
        Map<String, Instant> ends = new HashMap<>();
        dao.chainEnds().forEach(end -> ends.put(end.tenant(), end.endsAt()));
        SortedMap<Instant, List<Period>> due = new TreeMap<>();
        for (Tenant tenant : everyTenant()) {
            Instant start = ends.getOrDefault(tenant.id().toString(), firstDay(tenant));
            Instant end = start.plus(1, ChronoUnit.DAYS);
            if (!end.isAfter(through)) {
                CertificateId id = new CertificateId(uuids.next());
                due.computeIfAbsent(start, any -> new ArrayList<>())
                        .add(new Period(id, tenant.id(), Kind.DAY, new TimeWindow(start, end)));
            }
        }
        return due;
    }

    private Instant firstDay(Tenant tenant) {
        Instant earliest = clock.instant().minus(REACH);
        Instant first = tenant.createdAt().isBefore(earliest) ? earliest : tenant.createdAt();
        return first.truncatedTo(ChronoUnit.DAYS);
    }

    private List<Tenant> everyTenant() {
        List<Tenant> all = new ArrayList<>();
        @Nullable String next = null;
        do {
            Page<Tenant> page =
                    tenants.list(new PageRequest(PageRequest.MAX_LIMIT, next == null ? null : Cursor.parse(next)));
            all.addAll(page.data());
            next = page.nextCursor();
        } while (next != null);
        return all;
    }
}

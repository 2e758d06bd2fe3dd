package io.matrixplatform.replay.certificates;

import io.matrixplatform.events.registry.RegistryException;
import io.matrixplatform.replay.platform.Narrator;
import io.matrixplatform.replay.platform.ReplayException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;

/** Verifies certificates: their chain, their digests of the books and of the raw log, and every figure that can be counted. */
public final class Verification {
    private final Places places;
    private final Narrator narrator;

    /**
     * What was found.
     *
     * @param tenants with the hash of the newest day of each; empty where there are only interim ones
     * @param unread certificates whose part of the raw log is no longer kept
     */
    public record Result(
            int certificates, Map<String, Optional<String>> tenants, List<String> unread, List<Finding> findings) {
        public Result {
            tenants = new TreeMap<>(tenants);
            unread = List.copyOf(unread);
            findings = List.copyOf(findings);
        }
    }

    public Verification(Places places, Narrator narrator) {
        this.places = places;
        this.narrator = narrator;
    }

    /**
     * @param tenant whose; all there are if it is empty
     * @param certificate only that one, and the chain it is in; all if it is empty
     * @throws ReplayException if it could not be brought to its end
     */
    public Result verify(Optional<String> tenant, Optional<String> certificate) {
        try (Store store = Store.open(places);
                LogScan log = new LogScan(places)) {
            Map<String, List<Stored>> byTenant = store.certificates().stream()
                    .filter(one -> tenant.isEmpty() || one.tenant().equals(tenant.get()))
                    .collect(Collectors.groupingBy(Stored::tenant, TreeMap::new, Collectors.toList()));
            Map<String, Optional<String>> heads = new HashMap<>();
            List<Finding> findings = new ArrayList<>();
            List<String> unread = new ArrayList<>();
            int verified = 0;
            for (List<Stored> all : byTenant.values()) {
                List<Stored> wanted = all.stream()
                        .filter(one -> certificate.isEmpty() || one.id().equals(certificate.get()))
                        .toList();
                if (wanted.isEmpty()) {
                    continue;
                }
                heads.put(all.get(0).tenant(), head(all));
                findings.addAll(ChainCheck.of(all));
                for (Stored one : wanted) {
                    narrator.update(() -> one.id() + ": verifying " + one.from() + " to " + one.to());
                    CertificateCheck check = new CertificateCheck(store, log, one, isSuperseded(one, all), narrator);
                    findings.addAll(check.findings());
                    verified++;
                    if (!check.isLogKept()) {
                        unread.add(one.id());
                    }
                }
            }
            return new Result(verified, heads, unread, findings);
        } catch (KafkaException | RegistryException away) {
            throw new ReplayException("the raw log cannot be read: " + away.getMessage(), away);
        }
    }

    private static Optional<String> head(List<Stored> certificates) {
        return certificates.stream()
                .filter(Stored::isDay)
                .reduce((before, after) -> after)
                .map(Stored::hash);
    }

    /** Whether the day's own certificate has said the last word. */
    private static boolean isSuperseded(Stored certificate, List<Stored> others) {
        return !certificate.isDay()
                && others.stream()
                        .anyMatch(other -> other.isDay() && other.from().equals(certificate.from()));
    }
}

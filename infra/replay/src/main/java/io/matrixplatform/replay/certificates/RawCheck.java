package io.matrixplatform.replay.certificates;

import com.fasterxml.jackson.databind.JsonNode;
import io.matrixplatform.model.metering.proof.Leaf;
import io.matrixplatform.replay.platform.Narrator;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Reads the raw log of one certificate again: holds its records against the digests, and has them counted. */
final class RawCheck {
    /** Histories are held whole, some of the identities at a time. */
    private static final long RECORDS_HELD = 300_000;

    private final LogScan log;
    private final Stored certificate;
    private final CertifiedWindow window;
    private final Instant judgedFrom;
    private final Recount recount;
    private final LeafCheck leaves;
    private final Narrator narrator;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<TopicPartition, Long> records = new HashMap<>();

    /** One partition, and what of it is read. */
    private record Part(TopicPartition partition, long first, long end) {}

    RawCheck(LogScan log, Stored certificate, List<Leaf> leaves, Recount recount, Narrator narrator) {
        this.log = log;
        this.certificate = certificate;
        this.window = CertifiedWindow.of(certificate);
        this.judgedFrom =
                Instant.parse(certificate.document().path("judged_from").asText());
        this.recount = recount;
        this.leaves = new LeafCheck(leaves);
        this.narrator = narrator;
    }

    /** Whether the log still has everything that the certificate was made of. */
    boolean isKept() {
        return parts(false).stream().allMatch(part -> log.beginning(part.partition) <= part.first);
    }

    /** @param toTheEnd also what was recorded after the window, to know what it has changed */
    List<Finding> findings(boolean toTheEnd) {
        List<Part> parts = parts(toTheEnd);
        parts.stream().filter(part -> LogScan.hasDecisions(part.partition)).forEach(this::decisions);
        parts.stream().filter(part -> !LogScan.hasDecisions(part.partition)).forEach(this::facts);
        leaves.differences().forEach(this::report);
        return findings;
    }

    /** Of the tenant in the window. */
    long records(TopicPartition partition) {
        return records.getOrDefault(partition, 0L);
    }

    private List<Part> parts(boolean toTheEnd) {
        List<Part> parts = new ArrayList<>();
        for (JsonNode span : certificate.document().path("log")) {
            TopicPartition partition = new TopicPartition(
                    span.path("topic").asText(), span.path("partition").asInt());
            long end = toTheEnd ? log.end(partition) : log.endOf(partition, window.to());
            parts.add(new Part(partition, span.path("first_offset").asLong(), end));
        }
        return parts;
    }

    private void decisions(Part part) {
        log.read(part.partition, part.first, part.end, (record, said) -> {
            IndexedRecord call = said == null
                    ? null
                    : (IndexedRecord) said.get(said.getSchema().getField("call").pos());
            if (call == null || said == null) {
                return;
            }
            Saying about = new Saying(call, record.offset(), record.timestamp());
            Instant at = Instant.ofEpochMilli(record.timestamp());
            if (about.tenant().equals(certificate.tenant())) {
                match(part.partition, record);
                if (!at.isBefore(judgedFrom)) {
                    Object verdict =
                            said.get(said.getSchema().getField("verdict").pos());
                    recount.decide(about, String.valueOf(verdict), at);
                }
            }
        });
    }

    private void facts(Part part) {
        long times = Math.max(1, (part.end - part.first + RECORDS_HELD - 1) / RECORDS_HELD);
        for (long time = 0; time < times; time++) {
            facts(part, time, times);
        }
    }

    private void facts(Part part, long time, long times) {
        Map<List<String>, List<Saying>> histories = new LinkedHashMap<>();
        log.read(part.partition, part.first, part.end, (record, said) -> {
            narrator.update(() -> certificate.id() + ": reading " + part.partition + " at " + record.offset());
            boolean isWanted = Math.floorMod(Arrays.hashCode(record.key()), times) == time;
            if (said == null || !(isWanted || time == 0)) {
                return;
            }
            Saying saying = new Saying(said, record.offset(), record.timestamp());
            if (!saying.tenant().equals(certificate.tenant())) {
                return;
            }
            if (time == 0) {
                match(part.partition, record);
            }
            if (isWanted && !Instant.ofEpochMilli(record.timestamp()).isBefore(judgedFrom)) {
                histories
                        .computeIfAbsent(saying.identity(), any -> new ArrayList<>())
                        .add(saying);
            }
        });
        histories.values().forEach(recount::settle);
    }

    private void match(TopicPartition partition, ConsumerRecord<byte[], byte[]> record) {
        Instant at = Instant.ofEpochMilli(record.timestamp());
        if (at.isBefore(window.from()) || !at.isBefore(window.to())) {
            return;
        }
        records.merge(partition, 1L, Long::sum);
        String series = partition.topic() + "-" + partition.partition();
        if (!leaves.add(series, record.offset(), record.offset(), content(record))) {
            String where = "record " + partition + " offset " + record.offset();
            findings.add(new Finding(where, "is in no leaf of " + certificate.id()));
        }
    }

    private static byte[] content(ConsumerRecord<byte[], byte[]> record) {
        byte @Nullable [] key = record.key();
        byte[] value = record.value();
        ByteBuffer content = ByteBuffer.allocate(24 + (key == null ? 0 : key.length) + value.length);
        content.putLong(record.offset()).putLong(record.timestamp()).putInt(key == null ? -1 : key.length);
        if (key != null) {
            content.put(key);
        }
        return content.putInt(value.length).put(value).array();
    }

    private void report(LeafCheck.Difference difference) {
        Leaf leaf = difference.certified();
        OptionalLong place = leaf.placeOfDifference(difference.found());
        boolean isOne = place.isPresent() && place.getAsLong() >= leaf.first() && place.getAsLong() <= leaf.last();
        String where = isOne
                ? "record " + leaf.series() + " offset " + place.getAsLong()
                : "records " + leaf.series() + " offsets " + leaf.first() + " to " + leaf.last();
        String what = isOne ? difference.what() : "more than one of them is not what was certified";
        findings.add(new Finding(where, what + " by " + certificate.id()));
    }
}

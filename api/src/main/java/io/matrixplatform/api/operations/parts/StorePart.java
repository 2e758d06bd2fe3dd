package io.matrixplatform.api.operations.parts;

import io.matrixplatform.api.metering.usage.PinotBroker;
import io.matrixplatform.api.platform.KafkaClients;
import io.matrixplatform.events.Topics;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.Consumer;
import org.jdbi.v3.core.Jdbi;

/** A store that is asked for something it must have. */
public final class StorePart implements Part {
    private final String name;
    private final Callable<Finding> question;

    private StorePart(String name, Callable<Finding> question) {
        this.name = name;
        this.question = question;
    }

    public static Part kafka(KafkaClients kafka, Duration patience) {
        return new StorePart("kafka", () -> {
            try (Consumer<byte[], byte[]> consumer = kafka.consumer("health")) {
                int partitions = consumer.partitionsFor(Topics.METERING_API_CALLS.name(), patience)
                        .size();
                return partitions == 0
                        ? Finding.degraded("the topics are not there yet")
                        : Finding.up("answers, topics are there");
            }
        });
    }

    public static Part pinot(PinotBroker pinot) {
        return new StorePart("pinot", () -> {
            pinot.query("usage_rollup", "SELECT COUNT(*) FROM usage_rollup LIMIT 1");
            pinot.query("api_call", "SELECT COUNT(*) FROM api_call LIMIT 1");
            return Finding.up("both tables answer in full");
        });
    }

    public static Part postgresql(Jdbi jdbi) {
        return new StorePart("postgresql", () -> {
            jdbi.useHandle(handle -> handle.execute("SELECT 1"));
            return Finding.up("answers");
        });
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Finding ask() throws Exception {
        return question.call();
    }
}

package io.matrixplatform.streams.metering;

import static java.util.Objects.requireNonNullElse;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ConfigurationUtils;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.flink.util.ParameterTool;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Flink's TaskManager. Where another one is at work, so that this one will only stand by, it rehearses before it offers its slots,
 * in processor time that nobody else wants where the system has such a thing: a process that has just started would take half a minute to become as fast.
 *
 * <p>Told where Kafka and the registry are by {@code MATRIX_KAFKA_BOOTSTRAP} and {@code MATRIX_REGISTRY_URL}; without them it does
 * not rehearse.
 */
public final class TaskProcess {
    private static final Logger LOG = LoggerFactory.getLogger(TaskProcess.class);
    private static final Duration LONGEST = Duration.ofSeconds(45);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(2);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ObjectMapper json = new ObjectMapper();
    private final Configuration settings;

    private TaskProcess(Configuration settings) {
        this.settings = settings;
    }

    /** @param args those of Flink's own main class */
    public static void main(String[] args) throws Exception {
        Configuration settings = GlobalConfiguration.loadConfiguration(
                ParameterTool.fromArgs(args).getRequired("configDir"));
        String kafka = requireNonNullElse(System.getenv("MATRIX_KAFKA_BOOTSTRAP"), "");
        String registry = requireNonNullElse(System.getenv("MATRIX_REGISTRY_URL"), "");
        initializeForAllTasks();
        TaskProcess process = new TaskProcess(settings);
        if (!kafka.isEmpty() && !registry.isEmpty() && process.isAnotherAtWork()) {
            process.rehearse(kafka, registry);
        }
        TaskManagerRunner.main(args);
    }

    /**
     * These look for other classes by the thread that needs them first. Were that a task's whose job is just being cancelled, its
     * class loader would be closed: they could not be initialized, and never again in this process.
     */
    private static void initializeForAllTasks() {
        ProducerConfig.configNames();
        ConsumerConfig.configNames();
        AdminClientConfig.configNames();
    }

    private void rehearse(String kafka, String registry) throws InterruptedException {
        Path folder = Path.of(ConfigurationUtils.parseTempDirectories(settings)[0]);
        long begin = System.nanoTime();
        boolean isIdle = Priority.canBeRegained();
        if (isIdle) {
            Priority.IDLE.take();
        }
        try {
            new Rehearsal(settings, folder, kafka, registry).run(Clock.systemUTC(), this::isAnotherAtWork, LONGEST);
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (Exception failure) {
            LOG.atWarn().setCause(failure).log("rehearsal failed");
        } finally {
            if (isIdle) {
                Priority.USUAL.take();
            }
        }
        LOG.atInfo()
                .addKeyValue("ms", Duration.ofNanos(System.nanoTime() - begin).toMillis())
                .log("rehearsed");
    }

    private boolean isAnotherAtWork() {
        String self = settings.get(TaskManagerOptions.TASK_MANAGER_RESOURCE_ID);
        URI address = URI.create(
                "http://" + settings.get(RestOptions.ADDRESS) + ":" + settings.get(RestOptions.PORT) + "/taskmanagers");
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(address).timeout(ANSWER_LIMIT).build(),
                    HttpResponse.BodyHandlers.ofString());
            for (JsonNode each : json.readTree(answer.body()).path("taskmanagers")) {
                boolean isAtWork = each.path("freeSlots").asInt()
                        < each.path("slotsNumber").asInt();
                if (isAtWork && !each.path("id").asText().equals(self)) {
                    return true;
                }
            }
            return false;
        } catch (IOException noJobManager) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

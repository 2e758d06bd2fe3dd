package io.matrixplatform.ingest;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.matrixplatform.ingest.access.StaleKeys;
import io.matrixplatform.ingest.access.WrongKeys;
import io.matrixplatform.ingest.access.limits.LimiterConfig;
import io.matrixplatform.ingest.inference.InferenceConfig;
import io.matrixplatform.ingest.metering.EventBounds;
import io.matrixplatform.ingest.metering.KafkaSettings;
import io.matrixplatform.model.network.CountryFile;
import io.matrixplatform.model.network.CountryOf;
import io.matrixplatform.model.network.Origins;
import io.matrixplatform.model.network.TrustedProxies;
import io.matrixplatform.tracing.TracingConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.commons.text.StringSubstitutor;

/**
 * The configuration of the door: {@code ingest.yml}, in which <code>${NAME:-default}</code> stands for an environment
 * variable. A key that is unknown or missing fails the start.
 *
 * @param registryUrl of the Confluent API of the schema registry
 * @param countriesFile with one {@code range,country} per line; blank if countries are not known
 * @param dataDir a folder of this process alone
 */
public record IngestConfig(
        Http http,
        EventBounds events,
        KafkaSettings kafka,
        InferenceConfig inference,
        String registryUrl,
        StaleKeys staleKeys,
        WrongKeys.Allowance wrongKeys,
        LimiterConfig limits,
        TracingConfig tracing,
        String countriesFile,
        String dataDir) {
    /**
     * @param eventLoops threads that serve requests
     * @param idleTimeout after which a silent connection is closed
     * @param trustedProxies ranges separated by commas, whose {@code X-Forwarded-For} is believed; blank for none
     * @param corsOrigins origins separated by commas, whose pages may call models with an API key; blank for none
     * @param drainTimeout how long a stop waits for the requests under way
     */
    public record Http(
            String host,
            int port,
            int eventLoops,
            String trustedProxies,
            String corsOrigins,
            Duration idleTimeout,
            Duration drainTimeout) {
        public Http {
            requireNonNull(host, "host");
            TrustedProxies.parse(trustedProxies);
            Origins.parse(corsOrigins);
            requireNonNull(idleTimeout, "idleTimeout");
            requireNonNull(drainTimeout, "drainTimeout");
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException("port must be from 0 to 65535, not " + port);
            }
            if (eventLoops < 1) {
                throw new IllegalArgumentException("eventLoops must be at least 1, not " + eventLoops);
            }
        }

        TrustedProxies proxies() {
            return TrustedProxies.parse(trustedProxies);
        }

        Origins origins() {
            return Origins.parse(corsOrigins);
        }
    }

    public IngestConfig {
        requireNonNull(http, "http");
        requireNonNull(events, "events");
        requireNonNull(kafka, "kafka");
        requireNonNull(inference, "inference");
        requireNonNull(registryUrl, "registryUrl");
        requireNonNull(staleKeys, "staleKeys");
        requireNonNull(wrongKeys, "wrongKeys");
        requireNonNull(limits, "limits");
        requireNonNull(tracing, "tracing");
        requireNonNull(countriesFile, "countriesFile");
        requireNonNull(dataDir, "dataDir");
        if (http.idleTimeout().compareTo(kafka.deliveryTimeout()) <= 0) {
            throw new IllegalArgumentException(
                    "idleTimeout (" + http.idleTimeout() + ") must be longer than deliveryTimeout ("
                            + kafka.deliveryTimeout() + "), or the answer \"retry\" finds its connection closed");
        }
        if (limits.permitMaxAge().compareTo(inference.callMax()) <= 0) {
            throw new IllegalArgumentException(
                    "permitMaxAge (" + limits.permitMaxAge() + ") must be longer than callMax (" + inference.callMax()
                            + "), or a call that goes well loses its permit");
        }
        if (kafka.inFlightMaxBytes() < 2 * events.bodyMaxBytes()) {
            throw new IllegalArgumentException("inFlightMaxBytes (" + kafka.inFlightMaxBytes()
                    + ") must be twice bodyMaxBytes (" + events.bodyMaxBytes() + "), or such a body never gets in");
        }
    }

    /** @throws IllegalArgumentException naming the line of the file that is wrong */
    CountryOf countries() {
        return countriesFile.isBlank() ? CountryOf.NOTHING : CountryFile.read(Path.of(countriesFile.strip()));
    }

    /** The configuration that comes with the program. */
    public static IngestConfig load(Map<String, String> environment) {
        try (InputStream yaml = IngestConfig.class.getResourceAsStream("/ingest.yml")) {
            return parse(new String(requireNonNull(yaml).readAllBytes(), StandardCharsets.UTF_8), environment);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("ingest.yml cannot be read", unreadable);
        }
    }

    /** @throws IllegalArgumentException that says what is wrong with which key */
    static IngestConfig parse(String yaml, Map<String, String> environment) {
        String substituted = new StringSubstitutor(environment)
                .setEnableUndefinedVariableException(true)
                .replace(yaml);
        try {
            return JsonMapper.builder(new YAMLFactory())
                    .addModule(new JavaTimeModule())
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .build()
                    .readValue(substituted, IngestConfig.class);
        } catch (IOException wrong) {
            throw new IllegalArgumentException("the configuration is not usable: " + wrong.getMessage(), wrong);
        }
    }
}

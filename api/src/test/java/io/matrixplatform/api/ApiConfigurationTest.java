package io.matrixplatform.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.configuration.ConfigurationFactory;
import io.dropwizard.configuration.DefaultConfigurationFactoryFactory;
import io.dropwizard.configuration.EnvironmentVariableSubstitutor;
import io.dropwizard.configuration.ResourceConfigurationSourceProvider;
import io.dropwizard.configuration.SubstitutingSourceProvider;
import io.dropwizard.core.server.DefaultServerFactory;
import io.dropwizard.jackson.Jackson;
import io.dropwizard.jersey.validation.Validators;
import io.dropwizard.jetty.HttpConnectorFactory;
import io.matrixplatform.api.analytics.AnalyticsConfig;
import io.matrixplatform.api.console.ConsoleConfig;
import io.matrixplatform.api.inference.InferenceConfig;
import io.matrixplatform.api.metering.MeteringConfig;
import io.matrixplatform.api.metering.backfill.BackfillLimits;
import io.matrixplatform.api.metering.certificates.CertificateLimits;
import io.matrixplatform.api.metering.live.LiveConfig;
import io.matrixplatform.api.metering.recount.RecountLimits;
import io.matrixplatform.api.operations.OperationsConfig;
import io.matrixplatform.api.platform.KafkaConfig;
import io.matrixplatform.api.platform.http.HttpConfig;
import io.matrixplatform.api.platform.limits.LimitsConfig;
import io.matrixplatform.model.access.buckets.Rate;
import io.matrixplatform.tracing.TracingConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.commons.text.StringSubstitutor;
import org.junit.jupiter.api.Test;

class ApiConfigurationTest {
    // Another prefix than the running server's, whose ports are overridden.
    private final ConfigurationFactory<ApiConfiguration> factory = new DefaultConfigurationFactoryFactory<
                    ApiConfiguration>()
            .create(ApiConfiguration.class, Validators.newValidator(), Jackson.newObjectMapper(), "not.dw");

    @Test
    void defaultsAreTheDocumentedOnes() throws IOException, ConfigurationException {
        ApiConfiguration config = factory.build(
                new SubstitutingSourceProvider(
                        new ResourceConfigurationSourceProvider(), new EnvironmentVariableSubstitutor(false)),
                "api.yml");

        HttpConnectorFactory http = (HttpConnectorFactory) ((DefaultServerFactory) config.getServerFactory())
                .getApplicationConnectors()
                .get(0);
        assertThat(http.getBindHost()).isEqualTo("127.0.0.1");
        assertThat(http.getPort()).isEqualTo(18070);
        assertThat(http.isUseForwardedHeaders()).isFalse();
        assertThat(config.http()).isEqualTo(new HttpConfig("", ""));
        assertThat(config.limits())
                .isEqualTo(new LimitsConfig(new Rate(3_000, 200), new Rate(1_200, 100), new Rate(30, 100), 100_000));
        assertThat(config.kafka())
                .isEqualTo(new KafkaConfig("127.0.0.1:19092", "http://127.0.0.1:18081/apis/ccompat/v7"));
        assertThat(config.analytics()).isEqualTo(new AnalyticsConfig(Duration.ofDays(45), 8));
        assertThat(config.tracing()).isEqualTo(new TracingConfig("", 0.01, 50));
        assertThat(config.operations())
                .isEqualTo(new OperationsConfig(
                        null, "http://127.0.0.1:18080", Duration.ofSeconds(2), Duration.ofMinutes(1)));
        assertThat(config.inference()).isEqualTo(new InferenceConfig(false, ""));
        assertThat(config.metering())
                .isEqualTo(new MeteringConfig(
                        "127.0.0.1:8199",
                        Duration.ofSeconds(8),
                        Duration.ofDays(7),
                        Duration.ofDays(45),
                        new RecountLimits(3_000_000, 500_000, Duration.ofSeconds(60)),
                        new BackfillLimits(200_000, 20_000),
                        new CertificateLimits(200_000),
                        new LiveConfig(
                                ".matrix/data/api",
                                Duration.ofMillis(100),
                                Duration.ofSeconds(15),
                                Duration.ofMinutes(1),
                                5_000,
                                2_500)));
        assertThat(config.console()).isEqualTo(new ConsoleConfig(URI.create("http://127.0.0.1:18080")));
    }

    @Test
    void keepsTheAdminPortToThisMachineWhereverTheApiIsReached() throws IOException, ConfigurationException {
        ApiConfiguration config = factory.build(
                new SubstitutingSourceProvider(
                        new ResourceConfigurationSourceProvider(),
                        new StringSubstitutor(Map.of("MATRIX_API_HOST", "0.0.0.0"))),
                "api.yml");
        DefaultServerFactory server = (DefaultServerFactory) config.getServerFactory();

        assertThat(((HttpConnectorFactory) server.getApplicationConnectors().get(0)).getBindHost())
                .isEqualTo("0.0.0.0");
        assertThat(((HttpConnectorFactory) server.getAdminConnectors().get(0)).getBindHost())
                .isEqualTo("127.0.0.1");
    }

    @Test
    void refusesAKeyThatItDoesNotKnow() {
        byte[] yaml = "kafka: {bootstrap: a, registryUrl: b, bootstap: c}".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> factory.build(path -> new ByteArrayInputStream(yaml), "api.yml"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("bootstap");
    }
}

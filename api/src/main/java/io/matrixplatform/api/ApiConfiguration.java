package io.matrixplatform.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.core.Configuration;
import io.dropwizard.db.DataSourceFactory;
import io.matrixplatform.api.access.AccessConfig;
import io.matrixplatform.api.analytics.AnalyticsConfig;
import io.matrixplatform.api.console.ConsoleConfig;
import io.matrixplatform.api.inference.InferenceConfig;
import io.matrixplatform.api.metering.MeteringConfig;
import io.matrixplatform.api.operations.OperationsConfig;
import io.matrixplatform.api.platform.InstallationConfig;
import io.matrixplatform.api.platform.KafkaConfig;
import io.matrixplatform.api.platform.http.HttpConfig;
import io.matrixplatform.api.platform.limits.LimitsConfig;
import io.matrixplatform.api.platform.mail.MailConfig;
import io.matrixplatform.tracing.TracingConfig;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** What {@code api.yml} says, beside Dropwizard's own server and logging. */
public final class ApiConfiguration extends Configuration {
    @Valid @NotNull private final DataSourceFactory database;

    @NotNull private final InstallationConfig installation;

    @NotNull private final HttpConfig http;

    @NotNull private final MailConfig mail;

    @NotNull private final LimitsConfig limits;

    @NotNull private final KafkaConfig kafka;

    @NotNull private final AccessConfig access;

    @NotNull private final InferenceConfig inference;

    @NotNull private final MeteringConfig metering;

    @NotNull private final ConsoleConfig console;

    @NotNull private final AnalyticsConfig analytics;

    @NotNull private final OperationsConfig operations;

    @NotNull private final TracingConfig tracing;

    @JsonCreator
    public ApiConfiguration(
            @JsonProperty("database") DataSourceFactory database,
            @JsonProperty("installation") InstallationConfig installation,
            @JsonProperty("http") HttpConfig http,
            @JsonProperty("mail") MailConfig mail,
            @JsonProperty("limits") LimitsConfig limits,
            @JsonProperty("kafka") KafkaConfig kafka,
            @JsonProperty("access") AccessConfig access,
            @JsonProperty("inference") InferenceConfig inference,
            @JsonProperty("metering") MeteringConfig metering,
            @JsonProperty("analytics") AnalyticsConfig analytics,
            @JsonProperty("operations") OperationsConfig operations,
            @JsonProperty("tracing") TracingConfig tracing,
            @JsonProperty("console") ConsoleConfig console) {
        this.database = database;
        this.installation = installation;
        this.http = http;
        this.mail = mail;
        this.limits = limits;
        this.kafka = kafka;
        this.access = access;
        this.inference = inference;
        this.metering = metering;
        this.analytics = analytics;
        this.operations = operations;
        this.tracing = tracing;
        this.console = console;
    }

    DataSourceFactory database() {
        return database;
    }

    InstallationConfig installation() {
        return installation;
    }

    HttpConfig http() {
        return http;
    }

    MailConfig mail() {
        return mail;
    }

    LimitsConfig limits() {
        return limits;
    }

    KafkaConfig kafka() {
        return kafka;
    }

    AccessConfig access() {
        return access;
    }

    InferenceConfig inference() {
        return inference;
    }

    MeteringConfig metering() {
        return metering;
    }

    ConsoleConfig console() {
        return console;
    }

    AnalyticsConfig analytics() {
        return analytics;
    }

    OperationsConfig operations() {
        return operations;
    }

    TracingConfig tracing() {
        return tracing;
    }
}

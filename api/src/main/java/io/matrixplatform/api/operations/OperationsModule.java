package io.matrixplatform.api.operations;

import io.dropwizard.core.setup.Environment;
import io.matrixplatform.api.access.AccessModule;
import io.matrixplatform.api.inference.InferenceModule;
import io.matrixplatform.api.metering.MeteringModule;
import io.matrixplatform.api.operations.edges.EdgeReportReader;
import io.matrixplatform.api.operations.edges.EdgeReports;
import io.matrixplatform.api.operations.edges.LimitUseResource;
import io.matrixplatform.api.operations.edges.UpstreamResource;
import io.matrixplatform.api.operations.parts.HttpPart;
import io.matrixplatform.api.operations.parts.Part;
import io.matrixplatform.api.operations.parts.PartResource;
import io.matrixplatform.api.operations.parts.Parts;
import io.matrixplatform.api.operations.parts.StorePart;
import io.matrixplatform.api.operations.parts.StreamPart;
import io.matrixplatform.api.platform.KafkaConfig;
import io.matrixplatform.api.platform.Platform;
import io.matrixplatform.api.platform.projections.ProjectionRunner;
import io.matrixplatform.api.platform.topics.TopicFollower;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;

/** Wires operations: which parts there are, in which order they are shown. */
public final class OperationsModule {
    public OperationsModule(
            OperationsConfig config,
            KafkaConfig kafka,
            Platform platform,
            AccessModule access,
            InferenceModule inference,
            MeteringModule metering,
            Environment environment) {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(config.patience())
                .build();
        List<Part> parts = new ArrayList<>();
        parts.add(
                HttpPart.answers("ingest", http, URI.create(config.ingestUrl() + "/health/ready"), config.patience()));
        parts.add(StorePart.kafka(platform.kafka(), config.patience()));
        parts.add(HttpPart.answers("registry", http, URI.create(kafka.registryUrl() + "/subjects"), config.patience()));
        String flink = config.flinkUrl();
        if (flink != null && !flink.isBlank()) {
            parts.add(HttpPart.flink(http, URI.create(flink + "/jobs/overview"), config.patience()));
        }
        parts.add(StorePart.pinot(metering.pinot));
        parts.add(StorePart.postgresql(platform.jdbi()));
        parts.add(StreamPart.progress(metering.progress, config.progressMax(), platform.clock()));
        for (ProjectionRunner projection : metering.projections) {
            parts.add(StreamPart.projection(projection, platform.clock()));
        }
        parts.add(StreamPart.live(metering.live));
        Parts all = new Parts(
                parts,
                config.patience(),
                environment
                        .lifecycle()
                        .executorService("parts-%d")
                        .minThreads(parts.size())
                        .maxThreads(parts.size())
                        .build(),
                platform.clock());
        environment.jersey().register(new PartResource(all));
        watchEdges(platform, access, inference, environment);
    }

    private static void watchEdges(
            Platform platform, AccessModule access, InferenceModule inference, Environment environment) {
        EdgeReports reports = new EdgeReports(platform.clock());
        environment
                .lifecycle()
                .manage(new TopicFollower(
                        "edge-reports",
                        () -> platform.kafka().consumer("edge-reports"),
                        new EdgeReportReader(platform.registry(), reports, platform.clock())));
        environment.jersey().register(new UpstreamResource(inference.routes, reports, platform.clock()));
        environment
                .jersey()
                .register(new LimitUseResource(access.keyLimits, reports, access.tenants, platform.clock()));
    }
}

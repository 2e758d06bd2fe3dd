package io.matrixplatform.ingest.metering;

import static io.matrixplatform.ingest.metering.Events.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.matrixplatform.events.Topics;
import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.events.metering.RuntimeMetric;
import io.matrixplatform.events.metering.UsageEvent;
import io.matrixplatform.events.registry.RecordDecoder;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.ingest.FakeRegistry;
import io.matrixplatform.ingest.access.KnownKey;
import io.matrixplatform.ingest.access.KnownKeys;
import io.matrixplatform.ingest.platform.Body;
import io.matrixplatform.ingest.platform.ProblemException;
import io.matrixplatform.ingest.platform.ProblemType;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Reads bodies as the door does, within narrow bounds, and looks at what came of them. */
final class Reading {
    static final MultiMap NO_HEADERS = MultiMap.caseInsensitiveMultiMap();

    static final EventBounds BOUNDS = new EventBounds(
            1_000_000, Duration.ofSeconds(1), 10, 50, Duration.ofDays(35), Duration.ofMinutes(5), 3, 4, 32, 16);
    private static final SchemaRegistry REGISTRY = new FakeRegistry().client();

    private final IntakeReader reader = new IntakeReader(REGISTRY, BOUNDS);

    Intake structured(String json) {
        return read(Mode.STRUCTURED, json);
    }

    /** What a key brings that may not be used for every model. */
    Intake structured(String json, KnownKey key) {
        return read(Mode.STRUCTURED, NO_HEADERS, body(json), key);
    }

    Intake read(Mode mode, String json) {
        return read(mode, NO_HEADERS, body(json));
    }

    Intake read(Mode mode, MultiMap headers, Body body) {
        return read(mode, headers, body, KnownKeys.ofUsage());
    }

    private Intake read(Mode mode, MultiMap headers, Body body, KnownKey key) {
        return reader.read(mode, headers, body, new Stamps(key, NOW));
    }

    ProblemType problem(Mode mode, String json) {
        return catchThrowableOfType(ProblemException.class, () -> read(mode, json))
                .type();
    }

    static Body body(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return new Body(bytes, bytes.length);
    }

    static ApiCall call(Intake intake) {
        return new RecordDecoder<ApiCall>(Topics.METERING_API_CALLS, REGISTRY)
                .decode(intake.facts().get(0).value());
    }

    static UsageEvent usageEvent(Intake intake) {
        return new RecordDecoder<UsageEvent>(Topics.METERING_USAGE_EVENTS, REGISTRY)
                .decode(intake.facts().get(0).value());
    }

    static RuntimeMetric runtimeMetric(Intake intake) {
        return new RecordDecoder<RuntimeMetric>(Topics.METERING_RUNTIME_METRICS, REGISTRY)
                .decode(intake.facts().get(0).value());
    }

    static void assertRejected(Intake intake, String code, String pointer) {
        assertThat(intake.facts()).isEmpty();
        assertThat(intake.rejected()).hasSize(1);
        Fault fault = intake.rejected().get(0).fault();
        assertThat(fault.code().slug()).as(fault.detail()).isEqualTo(code);
        assertThat(fault.detail()).startsWith(pointer);
    }
}

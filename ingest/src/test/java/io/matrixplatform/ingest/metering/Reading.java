package io.matrixplatform.ingest.metering;

import static io.matrixplatform.ingest.metering.Events.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.matrixplatform.events.Topics;
import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.events.metering.UsageEvent;
import io.matrixplatform.events.registry.RecordDecoder;
import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.ingest.FakeRegistry;
import io.matrixplatform.ingest.access.KnownKey;
import io.matrixplatform.ingest.platform.Body;
import io.matrixplatform.ingest.platform.ProblemException;
import io.matrixplatform.ingest.platform.ProblemType;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Reads bodies as the door does, within narrow bounds, and looks at what came of them. */
final class Reading {
    static final MultiMap NO_HEADERS = MultiMap.caseInsensitiveMultiMap();

    static final EventBounds BOUNDS = new EventBounds(
            1_000_000, Duration.ofSeconds(1), 10, 50, Duration.ofDays(35), Duration.ofMinutes(5), 3, 4, 32, 16);
    private static final KnownKey KEY = new KnownKey(
            "key_1", "key_1", "ten_1", "sub_1", "free", Set.of("usage:write"), null, false, Set.of(), List.of(), 1);
    private static final SchemaRegistry REGISTRY = new FakeRegistry().client();

    private final IntakeReader reader = new IntakeReader(REGISTRY, BOUNDS);

    Intake structured(String json) {
        return read(Mode.STRUCTURED, json);
    }

    Intake read(Mode mode, String json) {
        return read(mode, NO_HEADERS, body(json));
    }

    Intake read(Mode mode, MultiMap headers, Body body) {
        return reader.read(mode, headers, body, new Stamps(KEY, NOW));
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

    static void assertRejected(Intake intake, String code, String pointer) {
        assertThat(intake.facts()).isEmpty();
        assertThat(intake.rejected()).hasSize(1);
        Fault fault = intake.rejected().get(0).fault();
        assertThat(fault.code().slug()).as(fault.detail()).isEqualTo(code);
        assertThat(fault.detail()).startsWith(pointer);
    }
}

package io.matrixplatform.ingest.metering;

import static io.matrixplatform.ingest.metering.Events.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.events.registry.SchemaRegistry;
import io.matrixplatform.ingest.FakeRegistry;
import io.matrixplatform.ingest.access.KnownKeys;
import io.matrixplatform.ingest.platform.Body;
import io.matrixplatform.ingest.platform.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import org.jspecify.annotations.Nullable;

/** Whether plain calls come to the same as by the parser, and whatever is not plain is left to it. */
class PlainCallsTest {
    private static final FakeRegistry SERVER = new FakeRegistry();
    private static final SchemaRegistry REGISTRY = SERVER.client();
    private static final Stamps STAMPS = new Stamps(KnownKeys.ofUsage(), NOW);

    private static final String MINIMAL =
            "{\"specversion\":\"1.0\",\"id\":\"a\",\"source\":\"s\",\"type\":\"io.matrixplatform.api-call.v1\","
                    + "\"time\":\"2026-07-01T11:59:58Z\",\"data\":{\"model\":\"m\",\"route\":\"r\",\"status\":200,\"latency_ms\":0}}";
    private static final String FULL =
            "{ \"data\" : {\"reasoning_output_tokens\":1, \"estimated\":true,\"cached_input_tokens\":2,"
                    + "\"output_tokens\":3,\n\"input_tokens\":4,\"time_to_first_token_ms\":5,\"latency_ms\":6,\"status\":599,"
                    + "\"route\":\"/v1\",\"model\":\"gpt-4o\"},\r\n\"datacontenttype\":\"application/json\",\"subject\":\"bob\","
                    + "\t\"time\":\"2026-07-01T13:59:58.123456789+02:00\",\"type\":\"io.matrixplatform.api-call.v1\","
                    + "\"source\":\"/here\",\"id\":\"~b !\",\"specversion\":\"1.0\"}";

    private final IntakeReader reader = new IntakeReader(REGISTRY, Reading.BOUNDS);
    private final PlainCalls plain = new PlainCalls(new FactWriter(REGISTRY), Reading.BOUNDS);

    @AfterContainer
    static void stop() {
        SERVER.close();
    }

    @Property(tries = 3_000)
    void comesToTheSameAsByTheParser(@ForAll("batches") String batch) {
        assertThat(outcome(Mode.BATCH, bytes(batch))).isEqualTo(outcomeByTheParser(Mode.BATCH, bytes(batch)));
    }

    @Property(tries = 5_000)
    void comesToTheSameWithAnyByteChanged(
            @ForAll @IntRange(max = 499) int place, @ForAll byte changed, @ForAll boolean isBatch) {
        byte[] body = bytes(isBatch ? "[" + FULL + " , " + MINIMAL + "]" : FULL);
        body[place % body.length] = changed;
        Mode mode = isBatch ? Mode.BATCH : Mode.STRUCTURED;

        assertThat(outcome(mode, body)).isEqualTo(outcomeByTheParser(mode, body));
    }

    @Property(tries = 500)
    void comesToTheSameWhereTheBodyBreaksOff(@ForAll @IntRange(max = 800) int length) {
        byte[] whole = bytes("[" + FULL + "," + MINIMAL + "]");
        byte[] body = new String(whole, 0, Math.min(length, whole.length), StandardCharsets.US_ASCII)
                .getBytes(StandardCharsets.US_ASCII);

        assertThat(outcome(Mode.BATCH, body)).isEqualTo(outcomeByTheParser(Mode.BATCH, body));
    }

    @Example
    void takesCallsAsClientsWriteThem() {
        List<Fact> facts = new ArrayList<>();

        assertThat(plain.readBatch(body(" [" + MINIMAL + " ,\n" + FULL + "] "), STAMPS, facts))
                .isTrue();
        assertThat(facts).extracting(Fact::id).containsExactly("a", "~b !");
    }

    @Example
    void takesAnEventThatComesAlone() {
        List<Fact> facts = new ArrayList<>();

        assertThat(plain.readOne(body(FULL), STAMPS, facts)).isTrue();
        assertThat(facts).hasSize(1);
    }

    @Example
    void leavesABatchWithOneThatIsNotPlain() {
        assertThat(plain.readBatch(
                        body("[" + MINIMAL + "," + MINIMAL.replace("200", "2e2") + "]"), STAMPS, new ArrayList<>()))
                .isFalse();
    }

    @Provide
    Arbitrary<String> batches() {
        return events().list().ofMaxSize(4).map(events -> "[" + String.join(",", events) + "]");
    }

    private static Arbitrary<String> events() {
        Arbitrary<String> attributes = members(List.of(
                member("specversion", "\"1.0\"", "\"1.1\"", "1.0"),
                member("id", "\"a\"", "\"b\\u0041\"", "\"\"", "\"ä\"", "\"a\tb\""),
                member("source", "\"s\"", "\"s/t\"", "null"),
                member("type", "\"io.matrixplatform.api-call.v1\"", "\"gpu.used\""),
                member(
                        "time",
                        "\"2026-07-01T11:59:58Z\"",
                        "\"2026-07-01T13:59:58.5+02:00\"",
                        "\"2030-01-01T00:00:00Z\"")));
        Arbitrary<String> more = member("subject", "\"bob\"", "\"\"")
                .map(member -> "," + member)
                .injectNull(0.5)
                .map(member -> member == null ? "" : member);
        Arbitrary<String> known = members(List.of(
                member("model", "\"m\"", "\"" + "m".repeat(129) + "\""),
                member("route", "\"r\"", "true"),
                member("status", "200", "99", "600", "2.0", "\"200\""),
                member("latency_ms", "0", "12", "012", "-1", "99999999999999999999")));
        Arbitrary<String> tokens = members(List.of(
                member("input_tokens", "10", "1000000000000", "1000000000001"),
                member("output_tokens", "5", "null"),
                member("cached_input_tokens", "3", "11"),
                member("reasoning_output_tokens", "0", "7")));
        Arbitrary<String> rest = Arbitraries.of(
                "",
                "",
                "",
                ",\"estimated\":false",
                ",\"frame\":1",
                ",\"model\":\"m\"",
                ",\"tokens\":1",
                ",\"app_id\":\"x\"");
        return Combinators.combine(attributes, more, known, tokens.injectNull(0.5), rest, Arbitraries.of(true, false))
                .as((attribute, subject, field, token, other, isDataFirst) -> {
                    String data = "\"data\":{" + field + (token == null ? "" : "," + token) + other + "}";
                    return isDataFirst
                            ? "{" + data + "," + attribute + subject + "}"
                            : "{" + attribute + subject + "," + data + "}";
                });
    }

    /** The first value nine times of ten. */
    private static Arbitrary<String> member(String name, String usual, String... others) {
        return Arbitraries.frequencyOf(
                        Tuple.of(9 * others.length, Arbitraries.just(usual)), Tuple.of(1, Arbitraries.of(others)))
                .map(value -> "\"" + name + "\":" + value);
    }

    /** All of them, in any order. */
    private static Arbitrary<String> members(List<Arbitrary<String>> members) {
        return Combinators.combine(members)
                .as(all -> all)
                .flatMap(all -> Arbitraries.shuffle(all).map(shuffled -> String.join(",", shuffled)));
    }

    private String outcome(Mode mode, byte[] body) {
        try {
            return text(reader.read(mode, Reading.NO_HEADERS, new Body(body, body.length), STAMPS), null);
        } catch (ProblemException refused) {
            return text(null, refused);
        }
    }

    private String outcomeByTheParser(Mode mode, byte[] body) {
        Intake intake = new Intake(new ArrayList<>(), new ArrayList<>());
        try {
            reader.readAny(mode, Reading.NO_HEADERS, new Body(body, body.length), STAMPS, intake);
            return text(intake, null);
        } catch (ProblemException refused) {
            return text(null, refused);
        }
    }

    private static String text(@Nullable Intake intake, @Nullable ProblemException refused) {
        if (intake == null) {
            return String.valueOf(refused);
        }
        StringBuilder text = new StringBuilder();
        HexFormat hex = HexFormat.of();
        for (Fact fact : intake.facts()) {
            text.append(fact.index())
                    .append(' ')
                    .append(fact.id())
                    .append(' ')
                    .append(fact.topic().name());
            text.append(' ').append(hex.formatHex(fact.key())).append(' ').append(hex.formatHex(fact.value()));
            text.append('\n');
        }
        return text.append(intake.rejected()).toString();
    }

    private static Body body(String json) {
        byte[] bytes = bytes(json);
        return new Body(bytes, bytes.length);
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}

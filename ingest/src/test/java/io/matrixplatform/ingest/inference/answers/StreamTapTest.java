package io.matrixplatform.ingest.inference.answers;

import static io.matrixplatform.model.inference.ApiDialect.OPENAI;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamTapTest {
    private static final String USAGE = "{\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3,"
            + "\"prompt_tokens_details\":{\"cached_tokens\":2},\"completion_tokens_details\":{\"reasoning_tokens\":1}}}";

    static Stream<String> lineEnds() {
        return Stream.of("\n", "\r\n", "\r");
    }

    @ParameterizedTest
    @MethodSource("lineEnds")
    void passesTheSameHoweverItIsCut(String lineEnd) {
        String stream = stream().replace("\n", lineEnd);
        String expected = stream().replace("data: " + USAGE + "\n\n", "").replace("\n", lineEnd);
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);

        for (int cut = 0; cut <= bytes.length; cut++) {
            StreamTap tap = new StreamTap(OPENAI, false);
            Buffer out = tap.take(Buffer.buffer(slice(bytes, 0, cut)));
            out.appendBuffer(tap.take(Buffer.buffer(slice(bytes, cut, bytes.length))));
            out.appendBuffer(tap.end());

            // Behind a CR that ends an event, the LF of CR LF may be left of one that was kept back.
            assertThat(out.toString().strip()).as("cut at %d", cut).isEqualTo(expected.strip());
            assertThat(tap.isDone()).isTrue();
            assertThat(tap.usage()).contains(new TokenUsage(7, 3, 2, 1, false));
            assertThat(tap.textBytes()).isEqualTo("Hällo \n".getBytes(StandardCharsets.UTF_8).length);
        }
    }

    @Property(tries = 200)
    void passesTheSameInPiecesOfAnySize(@ForAll("sizes") List<Integer> sizes) {
        byte[] bytes = stream().getBytes(StandardCharsets.UTF_8);
        StreamTap tap = new StreamTap(OPENAI, true);
        Buffer out = Buffer.buffer();
        int from = 0;
        for (int i = 0; from < bytes.length; i++) {
            int to = Math.min(bytes.length, from + sizes.get(i % sizes.size()));
            out.appendBuffer(tap.take(Buffer.buffer(slice(bytes, from, to))));
            from = to;
        }

        assertThat(out.appendBuffer(tap.end()).toString()).isEqualTo(stream());
        assertThat(tap.usage()).isPresent();
    }

    @Provide
    Arbitrary<List<Integer>> sizes() {
        return Arbitraries.integers().between(1, 40).list().ofMinSize(1).ofMaxSize(20);
    }

    @Test
    void leavesTheUsageToACallerWhoAskedForIt() {
        StreamTap tap = new StreamTap(OPENAI, true);

        assertThat(tap.take(Buffer.buffer(stream())).toString()).isEqualTo(stream());
    }

    @Test
    void keepsAUsageThatComesWithTextForTheCaller() {
        String event = "data: {\"choices\":[{\"delta\":{\"content\":\"x\"}}],\"usage\":{\"prompt_tokens\":1,"
                + "\"completion_tokens\":1}}\n\n";
        StreamTap tap = new StreamTap(OPENAI, false);

        assertThat(tap.take(Buffer.buffer(event)).toString()).isEqualTo(event);
        assertThat(tap.usage()).contains(new TokenUsage(1, 1, 0, 0, false));
    }

    @Test
    void passesNothingThatComesAfterTheEnd() {
        StreamTap tap = new StreamTap(OPENAI, false);

        Buffer out = tap.take(Buffer.buffer("data: [DONE]\n\ndata: {\"choices\":[]}\n\n"));

        assertThat(out.toString()).isEqualTo("data: [DONE]\n\n");
        assertThat(tap.take(Buffer.buffer("more")).length()).isZero();
        assertThat(tap.end().length()).isZero();
    }

    @Test
    void knowsTheEndWithoutABlankLineAfterIt() {
        StreamTap tap = new StreamTap(OPENAI, false);

        Buffer out = tap.take(Buffer.buffer("data:[DONE]"));
        out.appendBuffer(tap.end());

        assertThat(tap.isDone()).isTrue();
        assertThat(out.toString()).isEqualTo("data:[DONE]");
    }

    @Test
    void readsDataOfSeveralLinesAsOne() {
        StreamTap tap = new StreamTap(OPENAI, false);

        tap.take(Buffer.buffer("event: x\ndata: {\"choices\":[],\ndata: \"usage\":{\"prompt_tokens\":5}}\nid: 1\n\n"));

        assertThat(tap.usage()).contains(new TokenUsage(5, 0, 0, 0, false));
    }

    @Test
    void noticesAnError() {
        StreamTap tap = new StreamTap(OPENAI, false);

        Buffer out = tap.take(Buffer.buffer("data: {\"error\":{\"message\":\"no\"}}\n\n"));

        assertThat(tap.hasError()).isTrue();
        assertThat(out.toString()).contains("no");
    }

    @Test
    void passesALineWithoutEndAsItComesAndHoldsLittleOfIt() {
        StreamTap tap = new StreamTap(OPENAI, false);
        byte[] piece = "x".repeat(16 * 1024).getBytes(StandardCharsets.UTF_8);
        long passed = tap.take(Buffer.buffer("data: {\"choices\":[{\"delta\":{\"content\":\""))
                .length();
        for (int i = 0; i < 640; i++) {
            passed += tap.take(Buffer.buffer(piece)).length();
            long held = (i + 1L) * piece.length - passed;
            assertThat(held).isLessThanOrEqualTo(StreamTap.HELD_MAX_BYTES);
        }
        Buffer last = tap.take(Buffer.buffer("\"}}],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":4}}\n\n"));

        assertThat(last.length()).isPositive();
        assertThat(tap.textBytes()).isEqualTo(640L * piece.length);
        assertThat(tap.usage()).contains(new TokenUsage(9, 4, 0, 0, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"choices\":[],\"usage\":{\"prompt_tokens\":-1,\"completion_tokens\":3}}",
                "{\"choices\":[],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":99999999999999999999}}",
                "{\"choices\":[],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":10000001}}",
                "{\"choices\":[],\"usage\":{\"prompt_tokens\":1.5,\"completion_tokens\":3}}",
                "{\"choices\":[],\"usage\":{\"prompt_tokens\":\"1\",\"completion_tokens\":3}}",
                "{\"choices\":[],\"usage\":{\"completion_tokens\":3}}",
                "{\"choices\":[],\"usage\":[]}",
                "{\"choices\":[],\"usage\":null}",
                "{\"choices\":[],\"usage\":{",
                "{\"choices\":[{\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":3}}]}",
                "{\"x\":\"\\\"usage\\\":{\",\"choices\":[]}",
                "nonsense",
                "]]]]",
            })
    void believesNoUsageThatThereCannotBe(String data) {
        StreamTap tap = new StreamTap(OPENAI, false);

        tap.take(Buffer.buffer("data: " + data + "\n\n"));

        assertThat(tap.usage()).isEmpty();
    }

    @Test
    void takesAPartForNoMoreThanTheWhole() {
        StreamTap tap = new StreamTap(OPENAI, false);

        tap.take(Buffer.buffer("data: {\"choices\":[],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":2,"
                + "\"prompt_tokens_details\":{\"cached_tokens\":50},"
                + "\"completion_tokens_details\":{\"reasoning_tokens\":-5}}}\n\n"));

        assertThat(tap.usage()).contains(new TokenUsage(5, 2, 5, 0, false));
    }

    @Test
    void doesNotMindBytesThatAreNoText() {
        StreamTap tap = new StreamTap(OPENAI, false);
        Buffer event = Buffer.buffer("data: {\"choices\":[{\"delta\":{\"content\":\"")
                .appendBytes(new byte[] {(byte) 0xff, (byte) 0xc3, 0, (byte) 0x80})
                .appendString("\"}}],\"usage\":{\"prompt_tokens\":2,\"completion_tokens\":1}}\n\n");

        assertThat(tap.take(event)).isEqualTo(event);
        assertThat(tap.usage()).contains(new TokenUsage(2, 1, 0, 0, false));
    }

    private static String stream() {
        return ": keep-alive\n\n"
                + "data: {\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}],\"usage\":null}\n\n"
                + "data: {\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hällo \"}}]}\n\n"
                + "data: {\"id\":\"1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\\n\"},\"finish_reason\":\"stop\"}]}\n\n"
                + "data: " + USAGE + "\n\n"
                + "data: [DONE]\n\n";
    }

    private static byte[] slice(byte[] bytes, int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }
}

package io.matrixplatform.ingest.inference.answers;

import static io.matrixplatform.model.inference.ApiDialect.ANTHROPIC;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Streams in Anthropic's dialect, which tell the prompt at their beginning and the answer at their end. */
class MessageStreamTest {
    private static final String START = event(
            "{\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":20,\"cache_creation_input_tokens\":3,"
                    + "\"cache_read_input_tokens\":7,\"output_tokens\":1,\"cache_creation\":{\"x\":1}},\"role\":\"assistant\"}}");
    private static final String TEXT = event(
            "{\"type\": \"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"H\u00e4llo\"}}");
    private static final String TOOL = event(
            "{\"type\":\"content_block_delta\",\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"{\\\"a\\\":1}\"}}");
    private static final String END =
            event("{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":9,"
                    + "\"input_tokens\":null,\"output_tokens_details\":{\"thinking_tokens\":4}}}");
    private static final String STOP = event("{\"type\" : \"message_stop\" }");

    @Test
    void passesTheSameHoweverItIsCut() {
        String stream = START + TEXT + ": comment\n\n" + TOOL + END + STOP;
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);

        for (int cut = 0; cut <= bytes.length; cut++) {
            StreamTap tap = new StreamTap(ANTHROPIC, false);
            Buffer out = tap.take(Buffer.buffer(Arrays.copyOfRange(bytes, 0, cut)));
            out.appendBuffer(tap.take(Buffer.buffer(Arrays.copyOfRange(bytes, cut, bytes.length))));
            out.appendBuffer(tap.end());

            assertThat(out.toString()).as("cut at %d", cut).isEqualTo(stream);
            assertThat(tap.isDone()).isTrue();
            assertThat(tap.endsEarly()).isFalse();
            assertThat(tap.usage()).contains(new TokenUsage(30, 9, 7, 4, false));
            assertThat(tap.textBytes()).isEqualTo("H\u00e4llo{\"a\":1}".getBytes(StandardCharsets.UTF_8).length);
        }
    }

    @Test
    void estimatesButWhatWasToldBeforeItBrokeOff() {
        StreamTap tap = of(START + TEXT);

        assertThat(tap.usage()).isEmpty();
        assertThat(tap.endsEarly()).isTrue();
        assertThat(tap.fill(TokenUsage.estimated(5, 2))).isEqualTo(new TokenUsage(30, 2, 7, 0, true));
        assertThat(of(TEXT).fill(TokenUsage.estimated(5, 2))).isEqualTo(TokenUsage.estimated(5, 2));
    }

    @Test
    void takesNoEndForAWholeWithoutItsBeginning() {
        StreamTap tap = of(END + STOP);

        assertThat(tap.usage()).isEmpty();
        assertThat(tap.fill(TokenUsage.estimated(5, 2))).isEqualTo(new TokenUsage(5, 9, 0, 4, true));
    }

    @ParameterizedTest
    @CsvSource({"-1", "1.5", "\"9\"", "99999999999", "{}"})
    void doesNotBelieveWhatCannotBe(String tokens) {
        StreamTap tap = of(START + END.replace("\"output_tokens\":9", "\"output_tokens\":" + tokens) + STOP);

        assertThat(tap.usage()).isEmpty();
    }

    @Test
    void noticesAnError() {
        StreamTap tap = of(START + event("{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\"}}"));

        assertThat(tap.hasError()).isTrue();
        assertThat(tap.endsEarly()).isFalse();
    }

    @Test
    void passesNothingThatComesAfterTheEnd() {
        StreamTap tap = new StreamTap(ANTHROPIC, false);

        assertThat(tap.take(Buffer.buffer(STOP + TEXT)).toString()).isEqualTo(STOP);
    }

    private static StreamTap of(String stream) {
        StreamTap tap = new StreamTap(ANTHROPIC, false);
        tap.take(Buffer.buffer(stream));
        tap.end();
        return tap;
    }

    private static String event(String data) {
        return "event: any\ndata: " + data + "\n\n";
    }
}

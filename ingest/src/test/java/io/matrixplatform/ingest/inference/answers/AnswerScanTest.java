package io.matrixplatform.ingest.inference.answers;

import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.model.inference.ApiDialect;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However an answer is cut into parts, the same is found in it. */
class AnswerScanTest {
    static List<String> answers() {
        return List.of("""
                {"id":"a","choices":[{"message":{"role":"assistant","content":"Say \\"hi\\" \\u00e4\\ud83d\\ude00 twice"}}],
                "usage":{"prompt_tokens":9,"completion_tokens":4,"prompt_tokens_details":{"cached_tokens":3}}}""", """
                {"choices":[{"message":{"content":"Ä\\\\","tool_calls":[{"function":{"arguments":"{\\"usage\\":1}"}}]}}],
                "usage":{"prompt_tokens":1,"note":"a \\"quoted\\" text, and } more","completion_tokens":2}}""", """
                {"error":{"message":"it broke: \\"usage\\"","type":"server_error"},"usage":null}""", """
                {"type":"message","content":[{"type":"text","text":"Hello \\n there"}],"stop_reason":"end_turn",
                "usage":{"input_tokens":5,"output_tokens":3,"cache_read_input_tokens":2}}""", """
                {"type":"message_stop"}""", """
                {"choices":[],"usage":{"prompt_tokens":7""");
    }

    private record Found(
            Optional<TokenUsage> usage, boolean isWhole, boolean hasError, boolean saysStop, long textBytes) {
        private static Found by(AnswerScan scan) {
            return new Found(scan.usage(), scan.isWhole(), scan.hasError(), scan.saysStop(), scan.textBytes());
        }
    }

    @ParameterizedTest
    @MethodSource("answers")
    void partsAndBytesFindTheSame(String answer) {
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        for (ApiDialect dialect : ApiDialect.values()) {
            AnswerScan byByte = new AnswerScan(dialect);
            for (byte one : bytes) {
                byByte.take(one);
            }
            Found expected = Found.by(byByte);
            Random random = new Random(5);
            for (int round = 0; round < 200; round++) {
                assertThat(inParts(bytes, dialect, random)).isEqualTo(expected);
            }
        }
    }

    private static Found inParts(byte[] bytes, ApiDialect dialect, Random random) {
        AnswerScan scan = new AnswerScan(dialect);
        int from = 0;
        while (from < bytes.length) {
            int to = Math.min(bytes.length, from + 1 + random.nextInt(bytes.length));
            scan.take(Arrays.copyOfRange(bytes, from, to));
            from = to;
        }
        return Found.by(scan);
    }
}

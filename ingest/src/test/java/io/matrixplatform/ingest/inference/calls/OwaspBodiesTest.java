package io.matrixplatform.ingest.inference.calls;

import static io.matrixplatform.ingest.inference.calls.Gateway.CHAT;
import static io.matrixplatform.ingest.inference.calls.Gateway.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** OWASP's fourth risk of APIs (2023) at the calls of models: a body that costs more than its size. All are in {@code THREATS.md}. */
class OwaspBodiesTest {
    @RegisterExtension
    final Gateway gateway = new Gateway();

    @Test
    void refusesAHundredMegabytesByTheirAnnouncement() throws Exception {
        String answer = gateway.raw(head("content-length: 100000000") + "{");

        assertThat(answer).startsWith("HTTP/1.1 413").contains("request_too_large");
        assertThat(gateway.onlyFact().getStatus()).isEqualTo(413);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a million elements             | 413
            a depth of 1,000               | 400
            half a megabyte of white space | 413
            """)
    void refusesABodyThatIsMoreThanItLooks(String what, int status) throws Exception {
        String messages = switch (what) {
            case "a million elements" -> "[" + "0,".repeat(999_999) + "0]";
            case "a depth of 1,000" -> "[".repeat(1_000) + "]".repeat(1_000);
            default -> " ".repeat(500_000) + "[]";
        };

        HttpResponse<String> answer = gateway.post(CHAT, "{\"model\":\"m\",\"messages\":" + messages + "}");

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(gateway.upstream.received()).isEmpty();
        assertThat(gateway.onlyFact().getStatus()).isEqualTo(status);
    }

    @Test
    void inflatesABombNoFurtherThanABodyMayBeLong() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(new byte[50_000_000]);
        }

        HttpResponse<String> answer = gateway.send(gateway.request(CHAT)
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(packed.toByteArray()))
                .build());

        assertThat(packed.size()).isLessThan(100_000);
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(gateway.onlyFact().getStatus()).isEqualTo(413);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "\"n\":10000",
                "\"n\":-1",
                "\"max_tokens\":2147483648",
                "\"max_tokens\":-1",
                "\"max_tokens\":1.5",
                "\"max_completion_tokens\":1e99",
            })
    void refusesNumbersThatNobodyCanMean(String member) throws Exception {
        HttpResponse<String> answer = gateway.chat("," + member);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).at("/error/param").asText()).isEqualTo(member.replaceAll("\"(.*)\":.*", "$1"));
        assertThat(gateway.upstream.received()).isEmpty();
    }

    @Test
    void givesUpOnABodyThatComesByteByByte() throws Exception {
        String answer = gateway.raw(head("content-length: 1000") + "{");

        assertThat(answer).startsWith("HTTP/1.1 408").contains("body_too_slow");
        assertThat(gateway.onlyFact().getStatus()).isEqualTo(408);
    }

    private String head(String length) {
        return "POST " + CHAT + " HTTP/1.1\r\nhost: x\r\nauthorization: Bearer " + gateway.key + "\r\n" + length
                + "\r\n\r\n";
    }
}

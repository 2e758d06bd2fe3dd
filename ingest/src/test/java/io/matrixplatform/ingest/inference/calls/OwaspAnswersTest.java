package io.matrixplatform.ingest.inference.calls;

import static io.matrixplatform.ingest.inference.calls.Gateway.ANSWER;
import static io.matrixplatform.ingest.inference.calls.Gateway.HELLO_TOKENS;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.events.metering.ApiCall;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * OWASP's tenth risk of APIs (2023) at the calls of models: what an upstream says is no more to be believed than what a caller
 * says. All are in {@code THREATS.md}.
 */
class OwaspAnswersTest {
    @RegisterExtension
    final Gateway gateway = new Gateway();

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a usage that is negative            | {"prompt_tokens":-5,"completion_tokens":-7}
            a usage that is huge                | {"prompt_tokens":7,"completion_tokens":99999999999999}
            a usage that is no whole number     | {"prompt_tokens":7.5,"completion_tokens":4}
            a usage that is text                | {"prompt_tokens":"7","completion_tokens":"4"}
            a usage that is a list              | [7,4]
            a usage that is nothing             | null
            """)
    void countsItselfWhereItIsTold(String what, String usage) throws Exception {
        gateway.upstream.answers((request, wire) -> {
            wire.stream();
            wire.text("six by");
            wire.chunk("data: {\"choices\":[],\"usage\":" + usage + "}\n\n");
            wire.done();
        });

        assertThat(gateway.chat(",\"stream\":true").statusCode()).isEqualTo(200);
        assertEstimated(gateway.onlyFact(), 2);
    }

    @Test
    void doesNotTakeTheTextOfAnAnswerForItsUsage() throws Exception {
        gateway.upstream.answers((request, wire) -> wire.json(
                200,
                "{\"choices\":[{\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1},\"message\":{\"content\":"
                        + "\"\\\"usage\\\":1\"}}]}"));

        assertThat(gateway.chat("").statusCode()).isEqualTo(200);
        assertEstimated(gateway.onlyFact(), 3);
    }

    @Test
    void letsALineOfTenMegabytesPassAndHoldsNoneOfIt() throws Exception {
        gateway.upstream.answers((request, wire) -> {
            wire.stream();
            wire.chunk("data: {\"choices\":[{\"delta\":{\"content\":\"");
            for (int i = 0; i < 100; i++) {
                wire.chunk("x".repeat(100_000));
            }
            wire.chunk("\"}}]}\n\n");
            wire.usage(7, 4);
            wire.done();
        });

        HttpResponse<String> answer = gateway.chat(",\"stream\":true");

        assertThat(answer.body()).hasSizeGreaterThan(10_000_000).endsWith("data: [DONE]\n\n");
        assertThat(gateway.onlyFact().getOutputTokens()).isEqualTo(4);
    }

    @Test
    void letsBytesPassThatAreNoText() throws Exception {
        gateway.upstream.answers((request, wire) -> {
            byte[] event =
                    "data: {\"choices\":[{\"delta\":{\"content\":\"??\"}}]}\n\n".getBytes(StandardCharsets.ISO_8859_1);
            event[event.length - 9] = (byte) 0xff;
            event[event.length - 8] = (byte) 0xc0;
            wire.stream();
            wire.raw(Integer.toHexString(event.length) + "\r\n");
            wire.raw(event);
            wire.raw("\r\n");
            wire.usage(7, 4);
            wire.done();
        });

        assertThat(gateway.chat(",\"stream\":true").statusCode()).isEqualTo(200);
        assertThat(gateway.onlyFact().getOutputTokens()).isEqualTo(4);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            an error with a good status      | 200 | application/json | {"error":{"message":"x"}}
            a page                           | 200 | text/html        | <html>
            half an answer                   | 200 | application/json | {"choices":
            a redirection into our network   | 302 | application/json | {}
            a status that there is not       | 299 | application/json | nonsense
            our credential's refusal         | 401 | application/json | {"error":{"message":"key sk-one"}}
            """)
    void answersThatItsUpstreamFailed(String what, int status, String type, String body) throws Exception {
        gateway.upstream.answers((request, wire) -> wire.raw("HTTP/1.1 " + status + " X\r\ncontent-type: " + type
                + "\r\nlocation: " + gateway.second.url() + "\r\nset-cookie: a=b\r\ncontent-length: "
                + body.length()
                + "\r\nconnection: close\r\n\r\n" + body));

        HttpResponse<String> answer = gateway.chat("");

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).doesNotContain("sk-one", "html", "127.0.0.1");
        assertThat(answer.headers().firstValue("set-cookie")).isEmpty();
        assertThat(gateway.second.received()).isEmpty();
        assertThat(gateway.onlyFact().getStatus()).isEqualTo(502);
    }

    @Test
    void takesNoHeaderOfAnAnswerOver() throws Exception {
        gateway.upstream.answers((request, wire) -> wire.json(
                200,
                ANSWER,
                "set-cookie: a=b",
                "server: theirs",
                "x-request-id: theirs",
                "access-control-allow-origin: *",
                "strict-transport-security: max-age=0"));

        HttpResponse<String> answer = gateway.chat("");

        assertThat(answer.headers().map())
                .doesNotContainKeys("set-cookie", "server", "access-control-allow-origin", "strict-transport-security");
        assertThat(answer.headers().allValues("x-request-id")).hasSize(1).doesNotContain("theirs");
    }

    private static void assertEstimated(ApiCall fact, long output) {
        assertThat(fact.getEstimated()).isTrue();
        assertThat(fact.getInputTokens()).isEqualTo(HELLO_TOKENS);
        assertThat(fact.getOutputTokens()).isEqualTo(output);
    }
}

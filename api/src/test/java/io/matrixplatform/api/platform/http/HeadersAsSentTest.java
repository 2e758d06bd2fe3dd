package io.matrixplatform.api.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.api.testing.ApiServer;
import io.matrixplatform.api.testing.Browser;
import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Jetty can remember the headers of a connection, and takes later ones for those where they differ in case only. */
class HeadersAsSentTest {
    private final ApiServer api = ApiServer.running();

    @Test
    void takesACredentialInOtherLettersForAnotherOneOnTheSameConnection() throws IOException {
        String right = "Authorization: Bearer " + ApiServer.OPERATOR;
        String wrong = "Authorization: Bearer " + inOtherLetters(ApiServer.OPERATOR);

        assertThat(statuses("/v1/tenants", right, right, wrong)).containsExactly("200", "200", "401");
    }

    @Test
    void readsACookieThatBeginsLikeOneBeforeInOtherLetters() throws IOException {
        String token = Browser.ofOperator(api).token();
        String before = "Cookie: mtx_session=" + inOtherLetters(token.substring(0, token.length() / 2));
        String right = "Cookie: mtx_session=" + token;

        assertThat(statuses("/v1/session", before, before, right)).containsExactly("401", "401", "200");
    }

    /** Nobody gets only digits for a token. */
    private static String inOtherLetters(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.equals(text) ? text.toUpperCase(Locale.ROOT) : lower;
    }

    /** Of one request after the other on one connection. */
    private String[] statuses(String path, String... headers) throws IOException {
        StringBuilder requests = new StringBuilder();
        for (int i = 0; i < headers.length; i++) {
            requests.append("GET ")
                    .append(path)
                    .append(" HTTP/1.1\r\nHost: localhost\r\n")
                    .append(headers[i]);
            requests.append(i == headers.length - 1 ? "\r\nConnection: close\r\n\r\n" : "\r\n\r\n");
        }
        return api.raw(requests.toString())
                .lines()
                .filter(line -> line.contains("HTTP/1.1 "))
                .map(line -> line.replaceFirst(".*HTTP/1.1 (\\d+).*", "$1"))
                .toArray(String[]::new);
    }
}

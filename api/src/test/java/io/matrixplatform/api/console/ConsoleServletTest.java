package io.matrixplatform.api.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.api.testing.Answer;
import io.matrixplatform.api.testing.ApiServer;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleServletTest {
    private static final Pattern ASSET = Pattern.compile("(?:src|href)=\"(/console/assets/[^\"]+)\"");

    private final ApiServer api = ApiServer.running();

    @ParameterizedTest
    @ValueSource(strings = {"/", "/console"})
    void leadsToTheConsole(String path) {
        Answer answer = api.get(path, null);

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location")).contains("/console/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/console/", "/console/keys", "/console/invitations/abc"})
    void showsTheOnePageAtEveryAddress(String path) {
        Answer answer = api.get(path, null);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type").orElseThrow()).isEqualToIgnoringCase("text/html;charset=utf-8");
        assertThat(answer.header("Cache-Control")).contains("no-cache");
        assertThat(answer.text()).contains("<title>Matrix</title>").doesNotContain("{version}");
    }

    @Test
    void allowsNoScriptOrStyleButItsOwn() {
        String policy =
                api.get("/console/", null).header("Content-Security-Policy").orElseThrow();

        assertThat(policy)
                .contains("default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'")
                .contains("connect-src 'self' http://127.0.0.1:18080;")
                .doesNotContain("unsafe");
        assertThat(api.get("/console/", null).text())
                .doesNotContain("<style")
                .doesNotContainPattern("<script>|onload=|style=");
    }

    @Test
    void servesWhatThePageNamesForEver() {
        List<String> assets = assets();

        assertThat(assets).hasSizeGreaterThan(5);
        for (String asset : assets) {
            Answer answer = api.get(asset, null);
            assertThat(answer.status()).as(asset).isEqualTo(200);
            assertThat(answer.header("Cache-Control")).as(asset).contains("public, max-age=31536000, immutable");
        }
    }

    @Test
    void answersThatNothingHasChanged() {
        String script = assets().stream()
                .filter(asset -> asset.endsWith("main.js"))
                .findFirst()
                .orElseThrow();
        String tag = api.get(script, null).header("ETag").orElseThrow();

        Answer again =
                api.send(api.request(script, null).header("If-None-Match", tag).build());
        Answer other = api.send(
                api.request(script, null).header("If-None-Match", "\"other\"").build());

        assertThat(again.status()).isEqualTo(304);
        assertThat(again.text()).isEmpty();
        assertThat(other.status()).isEqualTo(200);
    }

    @Test
    void servesTheChartLibraryOfTheWebJar() {
        String page = assets().stream()
                .filter(asset -> asset.endsWith("main.js"))
                .findFirst()
                .orElseThrow();

        assertThat(api.get(page.replace("shell/main.js", "library/uPlot.esm.js"), null)
                        .text())
                .contains("uPlot");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/assets/0000000000000000/shell/main.js",
                "/console/assets/",
                "/console/assets/../../api.yml",
                "/console/assets/%2e%2e/api.yml"
            })
    void hasNothingOfAnotherVersionOrPlace(String path) {
        assertThat(api.get(path, null).status()).isIn(400, 404);
    }

    @Test
    void tellsWhereTheDoorIsToWhoeverIsSignedIn() {
        assertThat(api.get("/v1/console/settings", null).status()).isEqualTo(401);
        assertThat(api.get("/v1/console/settings", ApiServer.OPERATOR).field("events_url"))
                .isEqualTo("http://127.0.0.1:18080/v1/events");
        assertThat(api.get("/v1/console/settings", ApiServer.OPERATOR).field("models_url"))
                .isEqualTo("http://127.0.0.1:18080/v1");
    }

    private List<String> assets() {
        Matcher matcher = ASSET.matcher(api.get("/console/", null).text());
        return matcher.results().map((MatchResult found) -> found.group(1)).toList();
    }
}

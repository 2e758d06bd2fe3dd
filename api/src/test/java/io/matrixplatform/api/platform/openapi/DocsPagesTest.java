package io.matrixplatform.api.platform.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.api.testing.Answer;
import io.matrixplatform.api.testing.ApiServer;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocsPagesTest {
    private static final Pattern PARTS = Pattern.compile("(?:src|href)=\"(/docs/[^\"]+)\"");

    private final ApiServer api = ApiServer.running();

    @ParameterizedTest
    @ValueSource(strings = {"/docs", "/docs/"})
    void showAPageWhoseEveryPartIsServed(String path) {
        Answer page = api.get(path, null);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
        List<String> parts = PARTS.matcher(page.text())
                .results()
                .map(MatchResult::group)
                .map(part -> part.replaceAll(".*\"(.*)\"", "$1"))
                .toList();
        assertThat(parts)
                .hasSize(4)
                .allSatisfy(part ->
                        assertThat(api.get(part, null).status()).as(part).isEqualTo(200));
    }

    @Test
    void haveNoInlineScript() {
        assertThat(api.get("/docs/", null).text())
                .doesNotContainPattern("<script>|<script [^>]*>[^<]|\\son[a-z]+=|javascript:|style=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs/nothing.js", "/docs/ui/nothing.js", "/docs/ui/../../api.yml", "/docs/..%2fapi.yml"})
    void serveNothingElse(String path) {
        assertThat(api.get(path, null).status()).isBetween(400, 404);
    }
}

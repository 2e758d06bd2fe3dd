package io.matrixplatform.e2e.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import io.matrixplatform.e2e.platform.Platform;
import io.matrixplatform.e2e.platform.RunningStack;
import io.matrixplatform.local.layout.Port;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the console does with decimals, in the browser that shows them: never more or less than what was counted. */
@ExtendWith({RunningStack.class, Chromium.class})
class ExactFiguresE2E {
    private static final String CALL = """
        async calls => {
            const decimal = await import(document.querySelector('meta[name=assets]').content + 'platform/decimal.js');
            return calls.map(([name, ...operands]) => String(decimal[name](...operands)));
        }\
        """;

    @Test
    void keepsEveryDigit(Platform platform, Browser browser) {
        Map<List<Object>, String> expected = Map.ofEntries(
                Map.entry(List.of("grouped", "1234567.50"), "1,234,567.5"),
                Map.entry(List.of("grouped", "-1E+3"), "-1,000"),
                Map.entry(
                        List.of("grouped", "12345678901234567890.000000000000000001"),
                        "12,345,678,901,234,567,890.000000000000000001"),
                Map.entry(List.of("add", "9007199254740993", "0.1"), "9007199254740993.1"),
                Map.entry(List.of("subtract", "1", "0.9"), "0.1"),
                Map.entry(List.of("compare", "1.0", "1"), "0"),
                Map.entry(List.of("divide", "1", "3", 4), "0.3333"),
                Map.entry(List.of("divide", "-5", "2", 0), "-3"),
                Map.entry(List.of("divide", "1", "0", 2), "null"),
                Map.entry(List.of("percent", "1", "3"), "33.3%"),
                Map.entry(List.of("change", "95", "100"), "−5%"),
                Map.entry(List.of("change", "1", "0"), "null"),
                Map.entry(List.of("short", "9999"), "9,999"),
                Map.entry(List.of("short", "999999"), "999k"),
                Map.entry(List.of("short", "3210000"), "3.21M"));
        List<List<Object>> calls = List.copyOf(expected.keySet());
        try (Console console =
                Console.open(browser, Look.LIGHT, platform.stack().ports().url(Port.API))) {
            console.visit("/sign-in");

            assertThat(console.page().evaluate(CALL, calls))
                    .isEqualTo(calls.stream().map(expected::get).toList());
        }
    }
}

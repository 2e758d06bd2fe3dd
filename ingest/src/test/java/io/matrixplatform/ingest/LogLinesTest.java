package io.matrixplatform.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.KeyValuePair;

/** What the program writes, by the configuration that comes with it. */
class LogLinesTest {
    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n", "\u0085", "\u2028", "\u2029"})
    void areOneForEachEvent(String end) throws JoranException {
        LoggerContext context = new LoggerContext();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(getClass().getResource("/logback.xml"));
        ConsoleAppender<?> console =
                (ConsoleAppender<?>) context.getLogger("ROOT").getAppender("console");
        String forged = "2026-11-28T12:00:00.000Z INFO the door is open";
        LoggingEvent event =
                new LoggingEvent("test", context.getLogger("test"), Level.WARN, "a model" + end + forged, null, null);
        event.setKeyValuePairs(List.of(new KeyValuePair("model", "m" + end + forged)));

        String line = new String(((PatternLayoutEncoder) console.getEncoder()).encode(event), StandardCharsets.UTF_8);

        assertThat(line).contains("a model " + forged, "m " + forged).endsWith(System.lineSeparator());
        assertThat(line.strip().lines()).hasSize(1);
        assertThat(line.strip()).doesNotContain(end);
        context.stop();
    }
}

package io.matrixplatform.local.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateTest {
    @Test
    void putsValuesInPlaceOfNames() {
        Template template = new Template("listeners=${host}:${controller.port} # $5 {x}");

        assertThat(template.fill(Map.of("host", "127.0.0.1", "controller.port", "$1\\")))
                .isEqualTo("listeners=127.0.0.1:$1\\ # $5 {x}");
    }

    @Test
    void refusesANameItHasNoValueFor() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Template("${KAFKA_BOOTSTRAP}").fill(Map.of("KAFKA", "x")))
                .withMessageContaining("${KAFKA_BOOTSTRAP}");
    }

    @Test
    void refusesSettingsThatAreNotThere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Template.resource("nothing.properties"))
                .withMessageContaining("nothing.properties");
    }
}

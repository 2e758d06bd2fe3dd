package io.matrixplatform.model.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.matrixplatform.model.inference.BaseUrl.Reach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaseUrlTest {
    @ParameterizedTest
    @CsvSource({
        "https://api.openai.com/v1, https://api.openai.com/v1",
        "HTTPS://API.OpenAI.com:443/v1/, https://api.openai.com/v1",
        "https://eu.models.example:8443, https://eu.models.example:8443",
        "https://1.1.1.1/v1, https://1.1.1.1/v1",
        "https://[2606:4700:0::1111]/v1, https://[2606:4700::1111]/v1",
    })
    void readsWhereAPublicApiStands(String text, String canonical) {
        BaseUrl url = BaseUrl.parse(text, Reach.PUBLIC);

        assertThat(url).hasToString(canonical);
        assertThat(BaseUrl.parse(canonical, Reach.PUBLIC)).isEqualTo(url);
    }

    @ParameterizedTest
    @CsvSource({
        "http://api.openai.com/v1, https://",
        "ftp://api.openai.com, https://",
        "https://127.0.0.1/v1, public address",
        "https://[::ffff:10.0.0.1]/v1, public address",
        "https://[fd00::1]/v1, public address",
        "https://169.254.169.254/latest, public address",
        "https://localhost/v1, public address",
        "https://metadata/v1, public address",
        "https://models.local/v1, public address",
        "https://2130706433/v1, four plain decimals",
        "https://127.1/v1, host",
        "https://0177.0.0.1/v1, four plain decimals",
        "https://0x7f.1/v1, host",
        "https://0x7f000001/v1, four plain decimals",
        "https://api.openai.com@evil.example/v1, user or password",
        "https://api.openai.com:22/v1, port 443",
        "https://api.openai.com:0/v1, port",
        "https://api.openai.com/v1?key=1, neither query",
        "https://api.openai.com/v1#x, neither query",
        "https://api.openai.com/../admin, plain path",
        "https://api.openai.com/a%2fb, plain path",
        "https://münchen.example/v1, ASCII",
        "https:///v1, host",
        "https://under_score.example/v1, host",
        "api.openai.com/v1, https://",
    })
    void refusesWhatMayLeadElsewhere(String text, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BaseUrl.parse(text, Reach.PUBLIC))
                .withMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:18090/v1, http://127.0.0.1:18090/v1",
        "http://vllm:80/v1, http://vllm/v1",
        "https://10.0.0.7/v1, https://10.0.0.7/v1",
        "http://[::1]:8000, http://[::1]:8000",
    })
    void letsAnOperatorNameServersOfHisOwnWhereThatIsAllowed(String text, String canonical) {
        assertThat(BaseUrl.parse(text, Reach.PRIVATE)).hasToString(canonical);
        assertThatIllegalArgumentException().isThrownBy(() -> BaseUrl.parse(text, Reach.PUBLIC));
    }

    @ParameterizedTest
    @CsvSource({"env:OPENAI_API_KEY", "env:MISTRAL_EU_API_KEY", "file:openai", "file:openai.key_2"})
    void readsTheNameOfACredential(String text) {
        assertThat(CredentialName.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({
        "env:MATRIX_POSTGRES_PASSWORD",
        "env:MATRIX_OPERATOR_API_KEY",
        "env:PATH",
        "env:openai_api_key",
        "file:../operator-token",
        "file:.hidden",
        "file:a/b",
        "file:a b",
        "sk-1234567890",
    })
    void refusesWhatNamesAnotherSecretOrIsOne(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CredentialName.parse(text))
                .withMessageNotContaining(text);
    }
}

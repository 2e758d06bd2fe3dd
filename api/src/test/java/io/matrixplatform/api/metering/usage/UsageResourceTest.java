package io.matrixplatform.api.metering.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.api.testing.Answer;
import io.matrixplatform.api.testing.ApiServer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageResourceTest {
    private final ApiServer api = ApiServer.running();
    private final String key = api.key(api.tenant());
    private final Instant hour =
            Instant.ofEpochMilli(System.currentTimeMillis()).truncatedTo(ChronoUnit.HOURS);
    private final String range = "&from=" + hour.minus(Duration.ofHours(2)) + "&to=" + hour;

    @Test
    void answersNothingRatherThanAWrongNumberWhenPinotIsAway() {
        Answer answer = api.get("/v1/usage?meter=api.calls" + range, key);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.problem()).isEqualTo("analytics-unavailable");
        assertThat(answer.header("Retry-After")).isPresent();
    }

    @Test
    void answersFromTheLedgerWhenPinotDoesNotKeepThatTime() {
        Answer answer =
                api.get("/v1/usage?meter=api.calls&window=day&from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z", key);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/sources/0/source").asText()).isEqualTo("ledger");
        assertThat(answer.json().at("/sources/0/to").asText()).isEqualTo("2020-01-02T00:00:00Z");
        assertThat(answer.json().path("data")).isEmpty();
    }

    @Test
    void cutsATimeThatPinotDoesNotKeepNoFinerThanTheLedgerCan() {
        String minutes = "&window=minute&from=2020-01-01T00:00:00Z&to=2020-01-01T01:00:00Z";
        String total = "&window=total&from=2020-01-01T00:01:00Z&to=2020-01-01T01:00:00Z";

        assertThat(api.get("/v1/usage?meter=api.calls" + minutes, key).problem())
                .isEqualTo("usage-not-kept");
        assertThat(api.get("/v1/usage?meter=api.calls" + total, key).field("detail"))
                .contains("quarter hours");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/usage?x=1,                                meter",
        "/v1/usage?meter=api.calls&window=week,        window",
        "/v1/usage?meter=api.calls&group_by=tenant_id, group_by",
        "/v1/usage?meter=api.calls&group_by=,          group_by",
        "/v1/usage?meter=api.calls&filter=model,       filter",
        "/v1/usage?meter=api.calls&filter=model:%00,   filter",
        "/v1/usage?meter=A,                            meter",
        "/v1/usage/gaps?meter=api.calls,               meter",
        "/v1/usage/gaps?x=1,                           meter",
    })
    void namesTheParameterThatIsWrong(String path, String parameter) {
        Answer answer = api.get(path + range, key);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/0/parameter").asText()).isEqualTo(parameter);
    }

    @Test
    void refusesTimesThatCutAWindowOrAreTooLong() {
        String cut = "/v1/usage?meter=api.calls&window=hour&from=2026-11-20T00:00:00Z&to=2026-11-20T00:30:00Z";
        String tooLong = "/v1/usage?meter=api.calls&window=minute&from=2026-11-20T00:00:00Z&to=2026-11-22T00:00:00Z";

        assertThat(api.get(cut, key).field("detail")).contains("full hour");
        assertThat(api.get(tooLong, key).field("detail")).contains("PT24H");
    }

    @Test
    void tellsOfNoGapsWhereNothingWasSampled() {
        Answer gaps = api.get("/v1/usage/gaps?meter=runtime.cpu_hours" + range, key);

        assertThat(gaps.status()).isEqualTo(200);
        assertThat(gaps.json().path("data")).isEmpty();
        assertThat(gaps.json().path("has_more").asBoolean(true)).isFalse();
    }

    @Test
    void answersAnUnknownMeterLikeOneOfAnotherTenant() {
        assertThat(api.get("/v1/usage?meter=nobodys" + range, key).problem()).isEqualTo("meter-not-found");
    }
}

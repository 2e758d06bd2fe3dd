package io.matrixplatform.rating;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodCasesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Start date, end date and share of each period. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'start':'2025-12-18','end':'2026-02-13','cadence':{'unit':'month'}} | {'alignment':'calendar'} | 2025-12-18 2026-01-01 14/31, 2026-01-01 2026-02-01 1/1, 2026-02-01 2026-02-13 3/7",
                "{'start':'2025-12-18','end':'2026-02-13','cadence':{'unit':'month'}} | {'alignment':'calendar','mode':'fixed_30'} | 2025-12-18 2026-01-01 13/30, 2026-01-01 2026-02-01 1/1, 2026-02-01 2026-02-13 2/5",
                "{'start':'2025-12-18','end':'2026-02-13','cadence':{'unit':'month'}} | {'alignment':'calendar','mode':'none'} | 2025-12-18 2026-01-01 1/1, 2026-01-01 2026-02-01 1/1, 2026-02-01 2026-02-13 1/1",
                "{'start':'2025-12-18','end':'2026-02-01','cadence':{'unit':'month'}} | {'alignment':'calendar','first_stub':'long'} | 2025-12-18 2026-02-01 45/31",
                "{'start':'2026-01-31','cadence':{'unit':'month'},'count':2} | {'inclusive_end':true} | 2026-01-31 2026-02-27 1/1, 2026-02-28 2026-03-30 1/1",
                "{'start':'2026-01-20','cadence':{'unit':'month'},'trial_end':'2026-01-27','count':2} | {} | 2026-01-20 2026-01-27 1/1, 2026-01-27 2026-02-27 1/1",
                "{'start':'2026-01-20T00:00:00Z','cadence':{'unit':'month'},'trial_end':'2026-01-20T03:00:00Z','count':2} | {} | 2026-01-20 2026-01-20 null, 2026-01-20 2026-02-20 1/1",
                "{'start':'2026-03-28T12:00:00Z','zone':'Europe/Berlin','cadence':{'unit':'day'},'end':'2026-03-29T03:00:00Z'} | {'mode':'second'} | 2026-03-28 2026-03-29 11/24, 2026-03-29 2026-03-29 4/23",
                "{'start':'2026-03-29T00:30:00Z','cadence':{'unit':'hour'},'end':'2026-03-29T02:00:00Z'} | {} | 2026-03-29 2026-03-29 1/2, 2026-03-29 2026-03-29 1/1",
            })
    void listsPeriodsWithTheirShares(String input, String options, String periods) throws IOException {
        List<String> found = new ArrayList<>();
        for (JsonNode period : answer("periods", input, options).at("/result/periods")) {
            found.add(period.get("start_date").asText() + " "
                    + period.get("end_date").asText() + " "
                    + period.get("share").asText());
        }

        assertThat(String.join(", ", found)).isEqualTo(periods);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | 20.00",
                "{'mode':'second'} | 20.00",
                "{'mode':'none'} | 0.00",
                "{'change_day':'old'} | 19.00",
                "{'inclusive_end':true} | 20.00",
                "{'decimals':0} | 20",
            })
    void proratesByTheConventionOfTheCase(String options, String net) throws IOException {
        String end = options.contains("inclusive_end") ? "2026-04-30" : "2026-05-01";
        String input =
                "{'period':{'start':'2026-04-01','end':'" + end + "'},'currency':'EUR','price':'30','charged':'30',"
                        + "'changes':[{'at':'2026-04-11','action':'switch','price':'60'}]}";

        assertThat(answer("prorate", input, options).at("/result/net").asText()).isEqualTo(net);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "periods | {'start':'2026-01-01','cadence':{'unit':'week'},'count':1} | {'mode':'fixed_30'} | /options/mode | fixed-30-months",
                "periods | {'start':'2026-01-01','cadence':{'unit':'day'},'at':'2026-01-01','frm':'x'} | {} | /input/frm | unknown-field",
                "attribute | {'start':'2026-01-10','cadence':{'unit':'month'},'slices':['2026-01-19T18:10:00Z']} | {} | /input/slices | slice-at-quarter-hour",
                "prorate | {'period':{'start':'2026-04-01','end':'2026-05-01'},'currency':'EUR','price':'30','changes':[{'at':'2026-05-01','action':'cancel'}]} | {} | /input/changes | change-in-period",
            })
    void refusesAndSaysWhere(String kind, String input, String options, String field, String rule) throws IOException {
        JsonNode error = answer(kind, input, options).path("error");

        assertThat(error.path("field").asText()).isEqualTo(field);
        assertThat(error.path("rule").asText()).isEqualTo(rule);
    }

    private static JsonNode answer(String kind, String input, String options) throws IOException {
        String text = "{'kind':'" + kind + "','input':" + input + ",'options':" + options + "}";
        JsonNode wanted = JSON.readTree(text.replace('\'', '"'));
        JsonNode answer = Cases.answer(wanted);
        if (!answer.at("/error/rule").asText().equals("unknown-field")) {
            assertThat(new CaseSchema().faults(wanted)).isEmpty();
        }
        return answer;
    }
}

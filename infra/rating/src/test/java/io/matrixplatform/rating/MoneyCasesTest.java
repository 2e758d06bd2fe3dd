package io.matrixplatform.rating;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyCasesTest {
    /** What is wrong with the form of a case, which its schema tells as well. */
    private static final Set<String> FORMAL = Set.of("decimal-string", "unknown-field", "ratio");

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "allocate | {'amount':'5','currency':'JPY','weights':['1/3','1/3','1/3']} | {} | /parts/2 | 1",
                "allocate | {'amount':'15','currency':'JPY','weights':['20','2','3']} | {'leftover':'first'} | /parts/0 | 13",
                "round | {'currency':'BHD','amounts':['0.0005']} | {} | /total | 0.001",
                "price | {'price':{'model':'volume','tiers':[{'up_to':'15','unit_price':'10'},{'unit_price':'5'}]},'usage':{'quantity':'16'}} | {} | /amount | 80",
                "price | {'price':{'model':'flat','amount':'7','zero_usage':'free'},'usage':{'quantity':'0'}} | {} | /amount | 0",
                "price | {'price':{'model':'percentage','rate':'10','event_fee':'1','free_events':1},'usage':{'events':[{'quantity':'5'},{'quantity':'20'}]}} | {} | /amount | 3",
                "price | {'price':{'model':'graduated_percentage','tiers':[{'unit_price':'5'}]},'usage':{'quantity':'200'}} | {} | /amount | 10",
                "price | {'price':{'model':'dynamic'},'usage':{'events':[{'quantity':'1','price':'0.25'}]}} | {} | /amount | 0.25",
                "price | {'price':{'model':'matrix','entries':[{'match':{'m':'x'},'price':{'model':'per_unit','unit_price':'2'}}]},'usage':{'cells':[{'dimensions':{'m':'x','r':'eu'},'quantity':'3'}]}} | {} | /amount | 6",
                "price | {'price':{'model':'capacity','price':{'model':'per_unit','unit_price':'2'}},'usage':{'from':'2026-01-01T00:00:00Z','to':'2026-02-01T00:00:00Z','changes':[{'at':'2026-01-02T00:00:00Z','level':'4'},{'at':'2026-01-03T00:00:00Z','level':'1'}]}} | {} | /amount | 8",
                "price | {'price':{'model':'time_weighted','decimals':5,'price':{'model':'per_unit','unit_price':'1'}},'usage':{'from':'2023-08-01T00:00:00Z','to':'2023-09-01T00:00:00Z','initial':'16.5','changes':[{'at':'2023-08-01T01:00:00Z','level':'0'}]}} | {} | /amount | 0.02218",
                "price | {'price':{'model':'converted','per':'1000','price':{'model':'package','size':'2','price':'5'}},'usage':{'quantity':'2700'}} | {} | /amount | 10",
                "rate-cumulative | {'currency':'EUR','price':{'model':'per_unit','unit_price':'1'},'usage':{'quantity':'30'},'minimum':'100','ended':true,'served':'17/31'} | {} | /amount | 54.84",
                "rate-cumulative | {'currency':'EUR','price':{'model':'per_unit','unit_price':'1'},'usage':{'quantity':'30'},'minimum':'100','ended':true,'served':'17/31'} | {'prorate_minimum':false} | /amount | 100.00",
                "rate-cumulative | {'currency':'EUR','price':{'model':'per_unit','unit_price':'1'},'usage':{'quantity':'30'},'prepaid':'25'} | {} | /amount | 5.00",
                "discount | {'currency':'EUR','lines':[{'key':'a','amount':'60'}],'discounts':[{'id':'x','type':'amount','value':'10'},{'id':'y','type':'percentage','value':'50'}]} | {'order':'percentages_first'} | /total | 20.00",
                "discount | {'currency':'EUR','lines':[{'key':'a','amount':'125','quantity':'100','price':{'model':'graduated','tiers':[{'up_to':'50','unit_price':'2'},{'unit_price':'0.5'}]}}],'discounts':[{'id':'x','type':'free_units','value':'10'}]} | {} | /total | 112.50",
                "discount | {'currency':'EUR','lines':[{'key':'a','amount':'125','quantity':'100','price':{'model':'graduated','tiers':[{'up_to':'50','unit_price':'2'},{'unit_price':'0.5'}]}}],'discounts':[{'id':'x','type':'free_units','value':'10'}]} | {'free_units':'reduced_quantity'} | /total | 120.00",
                "tax | {'currency':'CAD','lines':[{'key':'a','amount':'100'}],'sale':{'region':'ca','seller_place':'CA-QC','buyer_place':'CA-QC','on':'2012-06-01'}} | {} | /taxes/QST | 9.98",
                "tax | {'currency':'JPY','lines':[{'key':'a','amount':'999'}],'taxes':[{'name':'VAT','percent':'10.5'}]} | {} | /tax | 105",
                "credit-note | {'currency':'EUR','lines':[{'key':'a','amount':'1000','taxes':{'VAT':'250'},'credit':'193.33'}]} | {} | /total | 241.66",
                "credit-note | {'currency':'EUR','lines':[{'key':'a','amount':'100','coupon':'10','share':'1/3'}]} | {} | /total | 30.00",
            })
    void answersByTheRule(String kind, String input, String options, String pointer, String expected)
            throws IOException {
        JsonNode wanted = wanted(kind, input, options);

        assertThat(Cases.answer(wanted).at("/result" + pointer).asText()).isEqualTo(expected);
        assertThat(new CaseSchema().faults(wanted)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "allocate | {'amount':'1.005','currency':'EUR','weights':['1']} | /input/amount | amount-rounded",
                "allocate | {'amount':'1','currency':'EUR','weights':['1/0']} | /input/weights/0 | ratio",
                "price | {'price':{'model':'volume','tiers':[{'up_to':'5'},{'up_to':'4'},{}]},'usage':{'quantity':'1'}} | /input/price/tiers/1/up_to | tiers-ascend",
                "price | {'price':{'model':'per_unit','unit_price':5},'usage':{'quantity':'1'}} | /input/price/unit_price | decimal-string",
                "price | {'price':{'model':'per_unit','unit_price':'5','unit':'x'},'usage':{'quantity':'1'}} | /input/price/unit | unknown-field",
                "tax | {'currency':'USD','lines':[],'sale':{'region':'us','seller_place':'US-NY','buyer_place':'US-CA','on':'2026-01-01'}} | /input/sale/buyer_place | place-known",
                "credit-note | {'currency':'EUR','lines':[{'key':'a','amount':'10','credit':'11'}]} | /input/lines/0/amount | credit-within-charge",
                "credits | {'from':'2026-11-01T00:00:00Z','until':'2026-12-01T00:00:00Z','grants':[{'id':'g','amount':'1','left':'-3','from':'2026-11-01T00:00:00Z'}]} | /input/grants/0/left | not-negative",
            })
    void refusesAndSaysWhere(String kind, String input, String field, String rule) throws IOException {
        JsonNode wanted = wanted(kind, input, "{}");
        JsonNode error = Cases.answer(wanted).get("error");

        assertThat(error.get("field").asText()).isEqualTo(field);
        assertThat(error.get("rule").asText()).isEqualTo(rule);
        assertThat(new CaseSchema().faults(wanted).isEmpty()).isNotEqualTo(FORMAL.contains(rule));
    }

    private static JsonNode wanted(String kind, String input, String options) throws IOException {
        String text = "{'kind':'" + kind + "','input':" + input + ",'options':" + options + "}";
        return JSON.readTree(text.replace('\'', '"'));
    }
}

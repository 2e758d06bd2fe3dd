package io.matrixplatform.model.billing.tax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matrixplatform.model.billing.tax.TaxRules.Decision;
import io.matrixplatform.model.billing.tax.TaxRules.Sale;
import io.matrixplatform.model.billing.tax.TaxRules.Treatment;
import io.matrixplatform.model.rules.RuleViolation;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaxRulesTest {
    @ParameterizedTest
    @CsvSource({
        "EU,DE,2020-06-30,19", "EU,DE,2020-07-01,16", "EU,DE,2020-12-31,16", "EU,DE,2021-01-01,19",
        "EU,FI,2024-08-31,24", "EU,FI,2024-09-01,25.5", "SG,SG,2023-12-31,8", "SG,SG,2024-01-01,9",
        "UK,GB,2026-01-01,20", "AU,AU,2026-01-01,10", "IN,IN,2026-01-01,18", "CA,CA-ON,2026-01-01,13",
        "CA,CA-QC,2026-01-01,5 9.975", "US,US-NY,2026-01-01,4"
    })
    void knowsTheRatesOfADay(Region region, String place, LocalDate on, String percents) {
        Decision decision = TaxRules.known().decide(new Sale(region, place, place, true, false, on));

        assertThat(decision.treatment()).isEqualTo(Treatment.TAXED);
        assertThat(decision.taxes())
                .extracting(tax -> tax.percent().toPlainString())
                .containsExactly(percents.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "EU,DE,FR,true,false,REVERSE_CHARGE", "EU,DE,FR,false,false,TAXED", "EU,DE,DE,true,false,TAXED",
        "EU,US,FR,true,false,REVERSE_CHARGE", "UK,DE,GB,true,false,REVERSE_CHARGE",
                "AU,DE,AU,true,false,REVERSE_CHARGE",
        "US,DE,US-TX,true,false,TAXED", "US,DE,US-TX,true,true,EXEMPT", "EU,DE,FR,false,true,EXEMPT",
        "CA,CA-ON,CA-QC,true,false,TAXED", "OTHER,DE,CH,true,false,UNTAXED"
    })
    void decidesWhoOwesTheTax(
            Region region, String seller, String buyer, boolean business, boolean exempt, Treatment treatment) {
        Decision decision =
                TaxRules.known().decide(new Sale(region, seller, buyer, business, exempt, LocalDate.of(2026, 1, 1)));

        assertThat(decision.treatment()).isEqualTo(treatment);
        assertThat(decision.taxes().isEmpty()).isEqualTo(treatment != Treatment.TAXED);
    }

    @Test
    void compoundedInQuebecUntil2013() {
        Sale sale = new Sale(Region.CA, "CA-QC", "CA-QC", false, false, LocalDate.of(2012, 12, 31));

        assertThat(TaxRules.known().decide(sale).taxes())
                .extracting(Tax::compound)
                .containsExactly(false, true);
    }

    @Test
    void refusesToGuessWhereNoRuleIsKnown() {
        Sale sale = new Sale(Region.US, "US-NY", "US-CA", false, false, LocalDate.of(2026, 1, 1));

        assertThatThrownBy(() -> TaxRules.known().decide(sale))
                .isInstanceOfSatisfying(
                        RuleViolation.class, no -> assertThat(no.rule()).isEqualTo("place-known"));
    }

    @Test
    void refusesTwoRulesAtOnce() {
        Tax tax = new Tax("VAT", Tax.Kind.VAT, BigDecimal.TEN, false);
        TaxRule first = new TaxRule(Region.EU, "XX", 1, tax, LocalDate.of(2020, 1, 1), LocalDate.of(2021, 1, 2));
        TaxRule second = new TaxRule(Region.EU, "XX", 1, tax, LocalDate.of(2021, 1, 1), null);

        assertThatThrownBy(() -> new TaxRules(List.of(first, second))).isInstanceOf(RuleViolation.class);
        assertThat(TaxRules.known().all()).extracting(TaxRule::region).contains(Region.EU, Region.US, Region.CA);
    }
}

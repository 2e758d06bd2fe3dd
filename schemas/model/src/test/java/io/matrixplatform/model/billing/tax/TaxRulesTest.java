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
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaxRulesTest {
    @ParameterizedTest
    @CsvSource({
        "EU,DE,2020-06-30,19",
        "EU,DE,2020-07-01,16",
        "EU,DE,2020-12-31,16",
        "EU,DE,2021-01-01,19",
        "EU,FI,2024-08-31,24",
        "EU,FI,2024-09-01,25.5",
        "EU,SK,2024-12-31,20",
        "EU,SK,2025-01-01,23",
        "EU,EE,2023-12-31,20",
        "EU,EE,2024-01-01,22",
        "EU,EE,2025-06-30,22",
        "EU,EE,2025-07-01,24",
        "EU,RO,2015-12-31,24",
        "EU,RO,2016-12-31,20",
        "EU,RO,2025-07-31,19",
        "EU,RO,2025-08-01,21",
        "EU,LU,2022-12-31,17",
        "EU,LU,2023-01-01,16",
        "EU,LU,2024-01-01,17",
        "EU,GR,2016-05-31,23",
        "EU,GR,2016-06-01,24",
        "EU,IE,2021-02-28,21",
        "EU,IE,2021-03-01,23",
        "SG,SG,2022-12-31,7",
        "SG,SG,2023-12-31,8",
        "SG,SG,2024-01-01,9",
        "CA,CA-NS,2025-03-31,15",
        "CA,CA-NS,2025-04-01,14",
        "CA,CA-NB,2016-06-30,13",
        "CA,CA-NB,2016-07-01,15",
        "CA,CA-PE,2016-09-30,14",
        "CA,CA-PE,2016-10-01,15",
        "CA,CA-MB,2019-06-30,5 8",
        "CA,CA-MB,2019-07-01,5 7",
        "CA,CA-SK,2017-03-22,5 5",
        "CA,CA-SK,2017-03-23,5 6",
        "CA,CA-BC,2026-01-01,5 7",
        "CA,CA-AB,2026-01-01,5",
        "UK,GB,2026-01-01,20",
        "AU,AU,2026-01-01,10",
        "IN,IN,2026-01-01,18",
        "CA,CA-ON,2026-01-01,13",
        "CA,CA-QC,2026-01-01,5 9.975",
        "US,US-NY,2026-01-01,4"
    })
    void knowsTheRatesOfADay(Region region, String place, LocalDate on, String percents) {
        Decision decision = TaxRules.known().decide(new Sale(region, place, place, true, false, on));

        assertThat(decision.treatment()).isEqualTo(Treatment.TAXED);
        assertThat(decision.taxes())
                .extracting(tax -> tax.percent().toPlainString())
                .containsExactly(percents.split(" "));
    }

    @Test
    void knowsEachMemberStateOfTheUnionAsOf2026() {
        assertThat(percents(Region.EU))
                .isEqualTo(
                        "AT 20, BE 21, BG 20, CY 19, CZ 21, DE 19, DK 25, EE 24, ES 21, FI 25.5, FR 20, GR 24, HR 25,"
                                + " HU 27, IE 23, IT 22, LT 21, LU 17, LV 21, MT 18, NL 21, PL 23, PT 23, RO 21, SE 25, SI 22,"
                                + " SK 23");
    }

    private static String percents(Region region) {
        return TaxRules.known().all().stream()
                .filter(rule -> rule.region() == region && rule.inForce(LocalDate.of(2026, 1, 1)))
                .map(rule -> rule.place() + " " + rule.tax().percent().toPlainString())
                .collect(Collectors.joining(", "));
    }

    @Test
    void hasNoGapSince2015() {
        for (TaxRule rule : TaxRules.known().all()) {
            LocalDate covered = rule.region() == Region.IN ? LocalDate.of(2017, 7, 1) : LocalDate.of(2015, 1, 1);
            for (LocalDate day = covered; day.isBefore(LocalDate.of(2027, 1, 1)); day = day.plusDays(1)) {
                Sale sale = new Sale(rule.region(), rule.place(), rule.place(), false, false, day);
                assertThat(TaxRules.known().decide(sale).taxes())
                        .as("%s on %s", rule.place(), day)
                        .hasSizeGreaterThanOrEqualTo(rule.order());
            }
        }
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

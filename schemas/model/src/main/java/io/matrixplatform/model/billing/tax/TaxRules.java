package io.matrixplatform.model.billing.tax;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.model.rules.RuleViolation;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Which taxes a sale of digital services has, by rules with dates. A change of a rate is a new line with a later date; what
 * was invoiced before stays as it was.
 *
 * <p>Covered from 1 January 2015 on: the standard VAT rate of each of the 27 member states of the EU (without the islands and
 * exclaves that have their own) and of the United Kingdom, GST of Australia and Singapore, IGST of India (from 1 July 2017;
 * within a state, CGST and SGST are halves of it), GST, HST, PST, RST and QST of every Canadian province and territory, and
 * the state's rate in four US states that tax software as a service (New York, Pennsylvania, Texas, Washington).
 *
 * <p>Not covered: reduced rates, thresholds of registration, and in the US all other states, counties, cities, and what a
 * state exempts of an amount. Such taxes are given with the sale. A place of a region that has no rule as of the date is
 * refused, but one of {@link Region#OTHER} is untaxed.
 */
public final class TaxRules {
    /** {@code region place order kind name percent from until [compound]}; a dash is no end. */
    private static final String KNOWN = """
            EU AT 1 VAT VAT 20 1995-01-01 -
            EU BE 1 VAT VAT 21 1996-01-01 -
            EU BG 1 VAT VAT 20 2007-01-01 -
            EU HR 1 VAT VAT 25 2013-07-01 -
            EU CY 1 VAT VAT 19 2014-01-13 -
            EU CZ 1 VAT VAT 21 2013-01-01 -
            EU DK 1 VAT VAT 25 1992-01-01 -
            EU EE 1 VAT VAT 20 2009-07-01 2024-01-01
            EU EE 1 VAT VAT 22 2024-01-01 2025-07-01
            EU EE 1 VAT VAT 24 2025-07-01 -
            EU FI 1 VAT VAT 24 2013-01-01 2024-09-01
            EU FI 1 VAT VAT 25.5 2024-09-01 -
            EU FR 1 VAT VAT 20 2014-01-01 -
            EU DE 1 VAT VAT 19 2007-01-01 2020-07-01
            EU DE 1 VAT VAT 16 2020-07-01 2021-01-01
            EU DE 1 VAT VAT 19 2021-01-01 -
            EU GR 1 VAT VAT 23 2010-07-01 2016-06-01
            EU GR 1 VAT VAT 24 2016-06-01 -
            EU HU 1 VAT VAT 27 2012-01-01 -
            EU IE 1 VAT VAT 23 2012-01-01 2020-09-01
            EU IE 1 VAT VAT 21 2020-09-01 2021-03-01
            EU IE 1 VAT VAT 23 2021-03-01 -
            EU IT 1 VAT VAT 22 2013-10-01 -
            EU LV 1 VAT VAT 21 2012-07-01 -
            EU LT 1 VAT VAT 21 2009-09-01 -
            EU LU 1 VAT VAT 15 1992-01-01 2015-01-01
            EU LU 1 VAT VAT 17 2015-01-01 2023-01-01
            EU LU 1 VAT VAT 16 2023-01-01 2024-01-01
            EU LU 1 VAT VAT 17 2024-01-01 -
            EU MT 1 VAT VAT 18 2004-05-01 -
            EU NL 1 VAT VAT 21 2012-10-01 -
            EU PL 1 VAT VAT 23 2011-01-01 -
            EU PT 1 VAT VAT 23 2011-01-01 -
            EU RO 1 VAT VAT 24 2010-07-01 2016-01-01
            EU RO 1 VAT VAT 20 2016-01-01 2017-01-01
            EU RO 1 VAT VAT 19 2017-01-01 2025-08-01
            EU RO 1 VAT VAT 21 2025-08-01 -
            EU SK 1 VAT VAT 20 2011-01-01 2025-01-01
            EU SK 1 VAT VAT 23 2025-01-01 -
            EU SI 1 VAT VAT 22 2013-07-01 -
            EU ES 1 VAT VAT 21 2012-09-01 -
            EU SE 1 VAT VAT 25 1995-01-01 -
            UK GB 1 VAT VAT 20 2011-01-04 -
            AU AU 1 GST GST 10 2000-07-01 -
            SG SG 1 GST GST 7 2007-07-01 2023-01-01
            SG SG 1 GST GST 8 2023-01-01 2024-01-01
            SG SG 1 GST GST 9 2024-01-01 -
            IN IN 1 GST IGST 18 2017-07-01 -
            CA CA-AB 1 GST GST 5 2008-01-01 -
            CA CA-BC 1 GST GST 5 2013-04-01 -
            CA CA-BC 2 SALES_TAX PST 7 2013-04-01 -
            CA CA-MB 1 GST GST 5 2008-01-01 -
            CA CA-MB 2 SALES_TAX RST 8 2013-07-01 2019-07-01
            CA CA-MB 2 SALES_TAX RST 7 2019-07-01 -
            CA CA-NB 1 GST HST 13 2010-07-01 2016-07-01
            CA CA-NB 1 GST HST 15 2016-07-01 -
            CA CA-NL 1 GST HST 13 2010-07-01 2016-07-01
            CA CA-NL 1 GST HST 15 2016-07-01 -
            CA CA-NS 1 GST HST 15 2010-07-01 2025-04-01
            CA CA-NS 1 GST HST 14 2025-04-01 -
            CA CA-NT 1 GST GST 5 2008-01-01 -
            CA CA-NU 1 GST GST 5 2008-01-01 -
            CA CA-ON 1 GST HST 13 2010-07-01 -
            CA CA-PE 1 GST HST 14 2013-04-01 2016-10-01
            CA CA-PE 1 GST HST 15 2016-10-01 -
            CA CA-QC 1 GST GST 5 2008-01-01 -
            CA CA-QC 2 SALES_TAX QST 9.5 2012-01-01 2013-01-01 compound
            CA CA-QC 2 SALES_TAX QST 9.975 2013-01-01 -
            CA CA-SK 1 GST GST 5 2008-01-01 -
            CA CA-SK 2 SALES_TAX PST 5 2006-10-28 2017-03-23
            CA CA-SK 2 SALES_TAX PST 6 2017-03-23 -
            CA CA-YT 1 GST GST 5 2008-01-01 -
            US US-NY 1 SALES_TAX state 4 2005-06-01 -
            US US-PA 1 SALES_TAX state 6 1968-01-01 -
            US US-TX 1 SALES_TAX state 6.25 1990-07-01 -
            US US-WA 1 SALES_TAX state 6.5 1983-05-01 -
            """;

    private static final TaxRules CURRENT =
            new TaxRules(KNOWN.lines().map(TaxRules::rule).toList());

    private final List<TaxRule> rules;

    public TaxRules(List<TaxRule> rules) {
        this.rules = rules.stream()
                .sorted(Comparator.comparing(TaxRule::place)
                        .thenComparing(TaxRule::order)
                        .thenComparing(TaxRule::from))
                .toList();
        for (int i = 1; i < this.rules.size(); i++) {
            TaxRule before = this.rules.get(i - 1);
            TaxRule after = this.rules.get(i);
            boolean sameTax = before.place().equals(after.place()) && before.order() == after.order();
            if (sameTax && before.inForce(after.from())) {
                throw new RuleViolation(
                        "rules", "rules-in-turn", "two rules of " + after.place() + " are in force on " + after.from());
            }
        }
    }

    /** The rules that come with the platform. */
    public static TaxRules known() {
        return CURRENT;
    }

    public List<TaxRule> all() {
        return rules;
    }

    /**
     * @param sellerPlace where we are registered for this sale
     * @param buyerPlace where it is used
     * @param business whether the buyer has a tax number that was found genuine
     * @param exempt whether the buyer has shown a certificate of exemption
     */
    public record Sale(
            Region region, String sellerPlace, String buyerPlace, boolean business, boolean exempt, LocalDate on) {
        public Sale {
            requireNonNull(region, "region");
            requireNonNull(sellerPlace, "sellerPlace");
            requireNonNull(buyerPlace, "buyerPlace");
            requireNonNull(on, "on");
        }

        private boolean abroad() {
            return !country(sellerPlace).equals(country(buyerPlace));
        }
    }

    public enum Treatment {
        TAXED,
        /** By a certificate of the buyer. */
        EXEMPT,
        /** The buyer, a business in another country, owes the tax: the invoice has to say so. */
        REVERSE_CHARGE,
        /** No tax is known there. */
        UNTAXED
    }

    /** @param taxes in order; empty unless taxed */
    public record Decision(Treatment treatment, List<Tax> taxes) {
        public Decision {
            taxes = List.copyOf(taxes);
        }
    }

    /**
     * A buyer with a certificate is exempt. A business abroad owes the tax itself where there is VAT or GST; sales tax of the US
     * knows no such thing. Everybody else pays the taxes of where the service is used.
     *
     * @throws RuleViolation {@code place-known} if the region has no rule for the place as of the date
     */
    public Decision decide(Sale sale) {
        if (sale.region() == Region.OTHER) {
            return new Decision(Treatment.UNTAXED, List.of());
        }
        List<Tax> taxes = new ArrayList<>();
        for (TaxRule rule : rules) {
            if (rule.region() == sale.region() && rule.place().equals(sale.buyerPlace()) && rule.inForce(sale.on())) {
                taxes.add(rule.tax());
            }
        }
        if (taxes.isEmpty()) {
            throw new RuleViolation(
                    "buyer_place",
                    "place-known",
                    "no rule for " + sale.buyerPlace() + " in " + sale.region() + " on " + sale.on()
                            + ": give the taxes themselves");
        }
        if (sale.exempt()) {
            return new Decision(Treatment.EXEMPT, List.of());
        }
        if (sale.business() && sale.abroad() && sale.region() != Region.US) {
            return new Decision(Treatment.REVERSE_CHARGE, List.of());
        }
        return new Decision(Treatment.TAXED, taxes);
    }

    private static String country(String place) {
        int dash = place.indexOf('-');
        return dash < 0 ? place : place.substring(0, dash);
    }

    private static TaxRule rule(String line) {
        List<String> words = Arrays.asList(line.split(" ", -1));
        Tax tax = new Tax(
                words.get(4), Tax.Kind.valueOf(words.get(3)), new BigDecimal(words.get(5)), words.contains("compound"));
        return new TaxRule(
                Region.valueOf(words.get(0)),
                words.get(1),
                Integer.parseInt(words.get(2)),
                tax,
                LocalDate.parse(words.get(6)),
                words.get(7).equals("-") ? null : LocalDate.parse(words.get(7)));
    }
}

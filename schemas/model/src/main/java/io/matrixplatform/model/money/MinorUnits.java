package io.matrixplatform.model.money;

import io.matrixplatform.model.rules.RuleViolation;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Into how many decimals a currency divides when it is paid: ISO 4217 for the legal ones, the base unit of the chain for
 * crypto, four for our own coin. A currency that is not listed is refused: a guess of two would be wrong a hundredfold.
 */
public final class MinorUnits {
    private static final Map<String, Integer> DECIMALS = decimals();

    private MinorUnits() {}

    /** @throws RuleViolation {@code currency-known} if nobody told into what this currency divides */
    public static int of(CurrencyCode currency) {
        Integer decimals = DECIMALS.get(currency.code());
        if (decimals == null) {
            throw new RuleViolation(
                    "currency",
                    "currency-known",
                    currency + " has no minor unit here: use a currency of ISO 4217, a listed crypto currency or COIN");
        }
        return decimals;
    }

    public static boolean isKnown(CurrencyCode currency) {
        return DECIMALS.containsKey(currency.code());
    }

    private static Map<String, Integer> decimals() {
        Map<String, Integer> table = new HashMap<>();
        put(table, 0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF");
        put(table, 2, """
                AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF
                CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD
                HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT
                MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR
                SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU
                UZS VED VES WST XCD XCG YER ZAR ZMW ZWG""");
        put(table, 3, "BHD IQD JOD KWD LYD OMR TND");
        put(table, 4, "CLF UYW COIN");
        put(table, 6, "USDC USDT");
        put(table, 8, "BCH BTC DOGE LTC");
        put(table, 9, "SOL");
        put(table, 18, "BNB DAI ETH");
        return Map.copyOf(table);
    }

    private static void put(Map<String, Integer> table, int decimals, String codes) {
        codes.lines().flatMap(line -> Arrays.stream(line.split(" ", -1))).forEach(code -> table.put(code, decimals));
    }
}

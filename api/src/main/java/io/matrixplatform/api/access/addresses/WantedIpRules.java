package io.matrixplatform.api.access.addresses;

import io.matrixplatform.api.platform.problems.InvalidFields;
import io.matrixplatform.model.network.Cidr;
import io.matrixplatform.model.network.CountryFile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules as a client writes them; what is absent is empty. */
record WantedIpRules(
        @Nullable List<String> allow,
        @Nullable List<String> deny,
        @Nullable List<String> countriesAllow,
        @Nullable List<String> countriesDeny) {
    private static final int MAX_ENTRIES = 100;

    /** @throws io.matrixplatform.api.platform.problems.ProblemException {@code INVALID_FIELD}, naming each */
    IpRules proven(long version) {
        InvalidFields invalid = new InvalidFields();
        IpRules rules = new IpRules(
                ranges(invalid, "/allow", allow),
                ranges(invalid, "/deny", deny),
                countries(invalid, "/countries_allow", countriesAllow),
                countries(invalid, "/countries_deny", countriesDeny),
                version);
        invalid.refuse();
        return rules;
    }

    private static List<String> ranges(InvalidFields invalid, String pointer, @Nullable List<String> texts) {
        List<String> ranges = new ArrayList<>();
        for (String text : bounded(invalid, pointer, texts)) {
            try {
                ranges.add(Cidr.parse(text == null ? "" : text).toString());
            } catch (IllegalArgumentException wrong) {
                invalid.body(false, pointer + "/" + ranges.size(), String.valueOf(wrong.getMessage()));
                ranges.add("");
            }
        }
        return ranges.stream().distinct().toList();
    }

    private static List<String> countries(InvalidFields invalid, String pointer, @Nullable List<String> codes) {
        List<String> countries = new ArrayList<>();
        for (String code : bounded(invalid, pointer, codes)) {
            boolean isCountry = code != null && CountryFile.isCountry(code);
            invalid.body(isCountry, pointer + "/" + countries.size(), "not a country's two letters, such as DE");
            countries.add(isCountry ? code : "");
        }
        return countries.stream().distinct().sorted().toList();
    }

    private static List<String> bounded(InvalidFields invalid, String pointer, @Nullable List<String> entries) {
        List<String> given = entries == null ? List.of() : entries;
        invalid.body(given.size() <= MAX_ENTRIES, pointer, "at most " + MAX_ENTRIES);
        return given;
    }
}

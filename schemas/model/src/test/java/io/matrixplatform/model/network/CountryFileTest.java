package io.matrixplatform.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountryFileTest {
    @Test
    void knowsTheCountryOfBothEndsOfARangeAndOfNothingBeyond() throws IOException {
        CountryFile file = read("# test\n\n192.0.2.0/25,DE\n192.0.2.128/25 , FR\n2001:db8::/32,JP\n");

        assertThat(country(file, "192.0.2.0")).hasValue("DE");
        assertThat(country(file, "192.0.2.127")).hasValue("DE");
        assertThat(country(file, "192.0.2.128")).hasValue("FR");
        assertThat(country(file, "192.0.3.0")).isEmpty();
        assertThat(country(file, "192.0.1.255")).isEmpty();
        assertThat(country(file, "2001:db8::1")).hasValue("JP");
        assertThat(country(file, "::ffff:192.0.2.1")).hasValue("DE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.2.0/24",
                "192.0.2.0/24,XX",
                "192.0.2.0/24,de",
                "192.0.2.1/24,DE",
                "192.0.2.0/24,DE,FR",
                "192.0.2.0/24,DE\n192.0.2.128/25,FR",
                "192.0.2.128/25,FR\n192.0.2.0/24,DE",
                "192.0.2.0/24,DE\n192.0.2.0/24,DE"
            })
    void refusesWhatIsNoListOfDisjointRangesWithCountries(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> read(text));
    }

    private static Optional<String> country(CountryFile file, String address) {
        return file.country(IpAddresses.parse(address).orElseThrow());
    }

    private static CountryFile read(String text) throws IOException {
        return new CountryFile(new BufferedReader(new StringReader(text)));
    }
}

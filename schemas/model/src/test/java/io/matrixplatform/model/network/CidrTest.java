package io.matrixplatform.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24,    192.0.2.0,         true",
        "192.0.2.0/24,    192.0.2.255,       true",
        "192.0.2.0/24,    192.0.3.0,         false",
        "192.0.2.0/24,    192.0.1.255,       false",
        "192.0.2.7,       192.0.2.7,         true",
        "192.0.2.7,       192.0.2.8,         false",
        "192.0.2.0/25,    ::ffff:192.0.2.1,  true",
        "0.0.0.0/0,       203.0.113.9,       true",
        "0.0.0.0/0,       2001:db8::1,       false",
        "::/0,            2001:db8::1,       true",
        "::/0,            203.0.113.9,       false",
        "2001:db8::/32,   2001:db8:ffff::1,  true",
        "2001:db8::/32,   2001:db9::,        false",
        "2001:db8::1/128, 2001:db8::1,       true",
        "2001:db8::1/128, 2001:db8::2,       false"
    })
    void containsWhatSharesItsPrefix(String range, String address, boolean contained) {
        assertThat(Cidr.parse(range).contains(address(address))).isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "localhost",
                "example.com/24",
                "192.0.2.0/",
                "192.0.2.0/33",
                "192.0.2.0/-1",
                "192.0.2.0/024",
                "192.0.2.1/24",
                "192.0.2/24",
                "192.0.2.0.0/24",
                "192.0.2.256",
                "0192.0.2.1",
                "3232235777",
                "1:2",
                "2001:db8::1/64",
                "2001:db8::/129",
                "::ffff:192.0.2.0/120",
                "fe80::1%eth0",
                "[2001:db8::1]",
                "192.0.2.0/24/24",
                " 192.0.2.1",
                "192.0.2.1:80",
                "2001:db8::1::"
            })
    void refusesWhatIsNoRange(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Cidr.parse(text));
    }

    @Test
    void readsWhatItWrites() {
        for (String text : new String[] {"10.0.0.0/8", "192.0.2.1", "2001:db8::/32", "::/0", "0.0.0.0/0"}) {
            Cidr range = Cidr.parse(text);

            assertThat(Cidr.parse(range.toString())).isEqualTo(range);
        }
    }

    private static InetAddress address(String text) {
        return IpAddresses.parse(text).orElseThrow();
    }
}

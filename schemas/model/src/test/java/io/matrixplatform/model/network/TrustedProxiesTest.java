package io.matrixplatform.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.matrixplatform.model.network.TrustedProxies.Client;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrustedProxiesTest {
    private static final TrustedProxies PROXIES = TrustedProxies.parse("10.0.0.0/8, 2001:db8:1::/48");

    /** Lines of the header are separated by semicolons here. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(nullValues = "none", delimiter = '|', textBlock = """
            a peer that is no proxy is the client              | 192.0.2.1        | 203.0.113.9                         | 192.0.2.1     | true
            a peer that is a proxy and says nothing            | 10.0.0.1         | none                                | 10.0.0.1      | true
            what the proxy saw is the client                   | 10.0.0.1         | 203.0.113.9                         | 203.0.113.9   | true
            what stands further left the client wrote          | 10.0.0.1         | 198.51.100.66, 203.0.113.9          | 203.0.113.9   | true
            proxies behind the client are passed over          | 10.0.0.1         | 203.0.113.9, 10.0.0.3, 10.0.0.2     | 203.0.113.9   | true
            proxies before the client it wrote itself          | 10.0.0.1         | 10.0.0.9, 203.0.113.9               | 203.0.113.9   | true
            where all are proxies the first one is the client  | 10.0.0.1         | 10.0.0.3, 10.0.0.2                  | 10.0.0.3      | true
            lines are one list                                 | 10.0.0.1         | 198.51.100.66;203.0.113.9;10.0.0.2  | 203.0.113.9   | true
            white space means nothing                          | 10.0.0.1         | '203.0.113.9 ,\t10.0.0.2'           | 203.0.113.9   | true
            a word stops the walk                              | 10.0.0.1         | 203.0.113.9, unknown                | 10.0.0.1      | false
            a word that nobody comes to does not               | 10.0.0.1         | unknown, 203.0.113.9                | 203.0.113.9   | true
            a word behind a proxy stops it there               | 10.0.0.1         | 203.0.113.9, _hidden, 10.0.0.2      | 10.0.0.2      | false
            nothing stops it                                   | 10.0.0.1         | '203.0.113.9,'                      | 10.0.0.1      | false
            an empty line stops it                             | 10.0.0.1         | ''                                  | 10.0.0.1      | false
            a port stops it                                    | 10.0.0.1         | 203.0.113.9:443                     | 10.0.0.1      | false
            brackets stop it                                   | 10.0.0.1         | [2001:db8:2::9]                     | 10.0.0.1      | false
            a zone stops it                                    | 10.0.0.1         | fe80::1%eth0                        | 10.0.0.1      | false
            a name is never looked up                          | 10.0.0.1         | localhost                           | 10.0.0.1      | false
            an address of three numbers stops it               | 10.0.0.1         | 203.0.9                             | 10.0.0.1      | false
            an octal number stops it                           | 10.0.0.1         | 0313.0.113.9                        | 10.0.0.1      | false
            a line break stops it                              | 10.0.0.1         | '203.0.113.9\n10.0.0.2'            | 10.0.0.1      | false
            IPv4 written as IPv6 is IPv4, of a proxy           | ::ffff:10.0.0.1  | 203.0.113.9                         | 203.0.113.9   | true
            IPv4 written as IPv6 is IPv4, of a client          | 10.0.0.1         | ::ffff:203.0.113.9                  | 203.0.113.9   | true
            IPv6 is no other                                   | 2001:db8:1::1    | 2001:db8:2::9, 2001:db8:1::2        | 2001:db8:2::9 | true
            """)
    void saysWhoTheClientIs(String what, String peer, @Nullable String forwarded, String client, boolean verified) {
        List<String> lines = forwarded == null ? List.of() : List.of(forwarded.split(";", -1));

        Client found = PROXIES.clientBehind(IpAddresses.parse(peer).orElseThrow(), lines);

        assertThat(IpAddresses.canonical(found.address())).isEqualTo(client);
        assertThat(found.verified()).isEqualTo(verified);
    }

    @Test
    void trustNobodyUnlessItIsSaid() {
        Client client = TrustedProxies.parse("")
                .clientBehind(IpAddresses.parse("127.0.0.1").orElseThrow(), List.of("203.0.113.9"));

        assertThat(client.address().getHostAddress()).isEqualTo("127.0.0.1");
    }

    @Test
    void areRangesAndNothingElse() {
        assertThatIllegalArgumentException().isThrownBy(() -> TrustedProxies.parse("10.0.0.0/8,proxy.example.com"));
    }

    /** A client has as many addresses of one site as it likes. */
    @ParameterizedTest(name = "{0} counts as {1}")
    @CsvSource({
        "203.0.113.9, 203.0.113.9",
        "::ffff:203.0.113.9, 203.0.113.9",
        "2001:db8:2:0:1::9, 2001:db8:2::/64",
        "2001:db8:2::ffff, 2001:db8:2::/64",
        "2001:db8:2:1::9, 2001:db8:2:1::/64"
    })
    void countsAClientByItsSite(String address, String counted) {
        Client client = new Client(IpAddresses.parse(address).orElseThrow(), true);

        assertThat(client.limitKey()).isEqualTo(counted);
    }
}

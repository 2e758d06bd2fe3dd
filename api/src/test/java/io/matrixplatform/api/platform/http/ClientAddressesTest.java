package io.matrixplatform.api.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.model.network.Cidr;
import io.matrixplatform.model.network.IpAddresses;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientAddressesTest {
    private final ClientAddresses addresses =
            new ClientAddresses(List.of(Cidr.parse("10.0.0.0/8"), Cidr.parse("2001:db8:1::/48")));

    @Test
    void believesNoHeaderOfAPeerThatIsNoProxy() {
        assertThat(found("203.0.113.9", "198.51.100.1")).isEqualTo("203.0.113.9");
    }

    @Test
    void takesThePeerWhenAProxySaysNothing() {
        assertThat(found("10.0.0.1")).isEqualTo("10.0.0.1");
    }

    @Test
    void walksFromTheRightPastTrustedProxies() {
        assertThat(found("10.0.0.1", "198.51.100.66, 203.0.113.9, 10.0.0.2")).isEqualTo("203.0.113.9");
        assertThat(found("2001:db8:1::1", "198.51.100.66,2001:db8:2::9")).isEqualTo("2001:db8:2::9");
    }

    @Test
    void readsAllLinesOfTheHeaderInOrder() {
        assertThat(found("10.0.0.1", "203.0.113.9", "10.0.0.3, 10.0.0.2")).isEqualTo("203.0.113.9");
    }

    @Test
    void stopsAtWhatIsNoAddressAndSaysSo() {
        ClientAddress client = addresses.find(address("10.0.0.1"), List.of("203.0.113.9, unknown, 10.0.0.2"), false);

        assertThat(client).hasToString("10.0.0.2");
        assertThat(client.verified()).isFalse();
        assertThat(addresses.find(address("10.0.0.1"), List.of(""), false).verified())
                .isFalse();
    }

    @Test
    void takesAnIpv4AddressWrittenAsIpv6ForWhatItIs() {
        assertThat(found("::ffff:10.0.0.1", "::ffff:203.0.113.9")).isEqualTo("203.0.113.9");
    }

    @Test
    void countsTheAddressesOfOneIpv6SiteTogether() {
        ClientAddress one = new ClientAddress(address("2001:db8:2::1"), true, false);
        ClientAddress other = new ClientAddress(address("2001:db8:2::ffff:2"), true, false);
        ClientAddress elsewhere = new ClientAddress(address("2001:db8:3::1"), true, false);

        assertThat(one.limitKey()).isEqualTo(other.limitKey()).isNotEqualTo(elsewhere.limitKey());
    }

    private String found(String peer, String... forwarded) {
        ClientAddress client = addresses.find(address(peer), List.of(forwarded), false);
        assertThat(client.verified()).isTrue();
        return client.toString();
    }

    private static InetAddress address(String text) {
        return IpAddresses.parse(text).orElseThrow();
    }
}

package io.matrixplatform.model.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.model.network.Cidr;
import io.matrixplatform.model.network.CountryOf;
import io.matrixplatform.model.network.IpAddresses;
import io.matrixplatform.model.network.TrustedProxies;
import io.matrixplatform.model.network.TrustedProxies.Client;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AddressRulesTest {
    private static final CountryOf COUNTRIES =
            address -> Cidr.parse("192.0.2.0/24").contains(address) ? Optional.of("DE") : Optional.empty();

    @Test
    void admitEverybodyWhenNothingIsSaid() {
        assertThat(AddressRules.NONE.admits(client("192.0.2.1"), CountryOf.NOTHING))
                .isTrue();
        assertThat(AddressRules.NONE.admits(uncertain("192.0.2.1"), CountryOf.NOTHING))
                .isTrue();
    }

    @Test
    void admitOnlyWhatIsAllowedAndCertain() {
        AddressRules rules = AddressRules.allowing(List.of(Cidr.parse("192.0.2.0/24"), Cidr.parse("2001:db8::/32")));

        assertThat(rules.admits(client("192.0.2.1"), COUNTRIES)).isTrue();
        assertThat(rules.admits(client("::ffff:192.0.2.1"), COUNTRIES)).isTrue();
        assertThat(rules.admits(client("2001:db8::1"), COUNTRIES)).isTrue();
        assertThat(rules.admits(client("192.0.3.1"), COUNTRIES)).isFalse();
        assertThat(rules.admits(uncertain("192.0.2.1"), COUNTRIES)).isFalse();
    }

    @Test
    void refuseWhatIsDeniedEvenIfItIsAllowed() {
        AddressRules rules = new AddressRules(
                List.of(Cidr.parse("192.0.2.0/24")), List.of(Cidr.parse("192.0.2.128/25")), Set.of(), Set.of());

        assertThat(rules.admits(client("192.0.2.127"), COUNTRIES)).isTrue();
        assertThat(rules.admits(client("192.0.2.128"), COUNTRIES)).isFalse();
    }

    @Test
    void doNotTakeAnIpv4WildcardForEverything() {
        assertThat(AddressRules.allowing(List.of(Cidr.parse("0.0.0.0/0"))).admits(client("2001:db8::1"), COUNTRIES))
                .isFalse();
    }

    @Test
    void admitACountryOnlyWhenItIsKnownAndCertain() {
        AddressRules germany = new AddressRules(List.of(), List.of(), Set.of("DE"), Set.of());
        AddressRules elsewhere = new AddressRules(List.of(), List.of(), Set.of(), Set.of("DE"));

        assertThat(germany.admits(client("192.0.2.1"), COUNTRIES)).isTrue();
        assertThat(germany.admits(uncertain("192.0.2.1"), COUNTRIES)).isFalse();
        assertThat(germany.admits(client("203.0.113.1"), COUNTRIES)).isFalse();
        assertThat(elsewhere.admits(client("192.0.2.1"), COUNTRIES)).isFalse();
        assertThat(elsewhere.admits(client("203.0.113.1"), COUNTRIES)).isTrue();
    }

    @Test
    void seeThroughTrustedProxiesOnly() {
        TrustedProxies proxies = TrustedProxies.parse("10.0.0.0/8, 2001:db8:1::/48,");
        List<String> forwarded = List.of("198.51.100.66, 203.0.113.9", "10.0.0.2");

        assertThat(proxies.clientBehind(client("10.0.0.1").address(), forwarded))
                .isEqualTo(client("203.0.113.9"));
        assertThat(proxies.clientBehind(client("192.0.2.1").address(), forwarded))
                .isEqualTo(client("192.0.2.1"));
        assertThat(proxies.clientBehind(client("10.0.0.1").address(), List.of("203.0.113.9, junk")))
                .isEqualTo(uncertain("10.0.0.1"));
    }

    private static Client client(String address) {
        return new Client(IpAddresses.parse(address).orElseThrow(), true);
    }

    private static Client uncertain(String address) {
        return new Client(IpAddresses.parse(address).orElseThrow(), false);
    }
}

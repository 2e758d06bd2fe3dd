package io.matrixplatform.model.access;

import io.matrixplatform.model.network.Cidr;
import io.matrixplatform.model.network.CountryOf;
import io.matrixplatform.model.network.TrustedProxies.Client;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * From where something may be used. A denied range or country is refused whatever else is said; where anything is allowed,
 * only that is, and only from an address that is certain.
 *
 * @param allow empty for every address
 * @param countriesAllow ISO 3166-1 alpha-2 codes; empty for every country, unknown ones included
 */
public record AddressRules(List<Cidr> allow, List<Cidr> deny, Set<String> countriesAllow, Set<String> countriesDeny) {
    /** From everywhere. */
    public static final AddressRules NONE = new AddressRules(List.of(), List.of(), Set.of(), Set.of());

    public AddressRules {
        allow = List.copyOf(allow);
        deny = List.copyOf(deny);
        countriesAllow = Set.copyOf(countriesAllow);
        countriesDeny = Set.copyOf(countriesDeny);
    }

    /** From these ranges only; from everywhere if there are none. */
    public static AddressRules allowing(List<Cidr> ranges) {
        return new AddressRules(ranges, List.of(), Set.of(), Set.of());
    }

    public boolean admits(Client client, CountryOf countries) {
        boolean isDenied = deny.stream().anyMatch(range -> range.contains(client.address()));
        return !isDenied && admitsAddress(client) && admitsCountry(client, countries);
    }

    private boolean admitsAddress(Client client) {
        return allow.isEmpty()
                || (client.verified() && allow.stream().anyMatch(range -> range.contains(client.address())));
    }

    private boolean admitsCountry(Client client, CountryOf countries) {
        if (countriesAllow.isEmpty() && countriesDeny.isEmpty()) {
            return true;
        }
        Optional<String> country = countries.country(client.address());
        boolean isDenied = country.filter(countriesDeny::contains).isPresent();
        boolean isAllowed = countriesAllow.isEmpty()
                || (client.verified()
                        && country.filter(countriesAllow::contains).isPresent());
        return !isDenied && isAllowed;
    }
}

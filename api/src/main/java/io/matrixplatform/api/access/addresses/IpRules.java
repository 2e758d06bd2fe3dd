package io.matrixplatform.api.access.addresses;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.matrixplatform.api.platform.http.Versioned;
import io.matrixplatform.model.access.AddressRules;
import io.matrixplatform.model.network.Cidr;
import java.util.List;
import java.util.Set;

/**
 * From where a tenant's people and keys may come; empty lists say nothing.
 *
 * @param allow ranges in canonical form
 * @param countriesAllow ISO 3166-1 alpha-2 codes
 */
public record IpRules(
        List<String> allow,
        List<String> deny,
        List<String> countriesAllow,
        List<String> countriesDeny,
        @JsonIgnore long version)
        implements Versioned {
    public IpRules {
        allow = List.copyOf(allow);
        deny = List.copyOf(deny);
        countriesAllow = List.copyOf(countriesAllow);
        countriesDeny = List.copyOf(countriesDeny);
    }

    AddressRules rules() {
        return new AddressRules(ranges(allow), ranges(deny), Set.copyOf(countriesAllow), Set.copyOf(countriesDeny));
    }

    private static List<Cidr> ranges(List<String> texts) {
        return texts.stream().map(Cidr::parse).toList();
    }
}

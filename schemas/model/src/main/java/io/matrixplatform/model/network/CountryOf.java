package io.matrixplatform.model.network;

import java.net.InetAddress;
import java.util.Optional;

/** Tells in which country an address is. */
public interface CountryOf {
    /** Knows no country. */
    CountryOf NOTHING = address -> Optional.empty();

    /** The ISO 3166-1 alpha-2 code; empty when it is not known. */
    Optional<String> country(InetAddress address);
}

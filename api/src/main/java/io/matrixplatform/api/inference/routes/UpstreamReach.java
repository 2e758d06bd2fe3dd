package io.matrixplatform.api.inference.routes;

import io.matrixplatform.model.inference.BaseUrl;
import io.matrixplatform.model.inference.BaseUrl.Reach;
import io.matrixplatform.model.network.PublicAddresses;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Tells whether a route may lead to an address: to public ones only, unless the installation says otherwise. A name is looked
 * up, and each of its addresses counts.
 */
public record UpstreamReach(Reach reach) {
    /** Empty if it may; says nothing of what a name resolves to. */
    Optional<String> whyNot(String baseUrl) {
        try {
            BaseUrl url = BaseUrl.parse(baseUrl, reach);
            if (reach == Reach.PRIVATE
                    || Arrays.stream(InetAddress.getAllByName(url.host())).allMatch(PublicAddresses::contain)) {
                return Optional.empty();
            }
            return Optional.of("must be a public address");
        } catch (IllegalArgumentException wrong) {
            return Optional.of(String.valueOf(wrong.getMessage()));
        } catch (UnknownHostException unknown) {
            return Optional.of("must name a host that there is");
        }
    }
}

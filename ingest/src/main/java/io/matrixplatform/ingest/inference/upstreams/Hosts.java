package io.matrixplatform.ingest.inference.upstreams;

import io.matrixplatform.model.inference.BaseUrl;
import io.matrixplatform.model.inference.BaseUrl.Reach;
import io.matrixplatform.model.network.PublicAddresses;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Finds the address to connect to, and checks it: every address that a name has must be one that may be connected to. Belongs
 * to one event loop.
 */
final class Hosts {
    /** Names of providers move seldom, and never within the life of a connection. */
    private static final Duration KEPT = Duration.ofSeconds(30);

    private final Vertx vertx;
    private final Reach reach;
    private final Resolver resolver;
    private final LongSupplier nanos;
    private final Map<String, Known> byName = new HashMap<>();

    private record Known(InetAddress address, long foundAt) {}

    /** Asks a name server; may block. */
    interface Resolver {
        InetAddress[] addressesOf(String name) throws UnknownHostException;
    }

    /** @param nanos a clock that never steps back */
    Hosts(Vertx vertx, Reach reach, Resolver resolver, LongSupplier nanos) {
        this.vertx = vertx;
        this.reach = reach;
        this.resolver = resolver;
        this.nanos = nanos;
    }

    Future<InetAddress> find(BaseUrl url) {
        Known known = byName.get(url.host());
        if (known != null && nanos.getAsLong() - known.foundAt() < KEPT.toNanos()) {
            return Future.succeededFuture(known.address());
        }
        return look(url).onSuccess(found -> byName.put(url.host(), new Known(found, nanos.getAsLong())));
    }

    private Future<InetAddress> look(BaseUrl url) {
        Optional<InetAddress> literal = url.literal();
        if (literal.isEmpty()) {
            return vertx.executeBlocking(() -> lookUp(url.host()), false);
        }
        return isAllowed(literal.get()) ? Future.succeededFuture(literal.get()) : Future.failedFuture(notAllowed());
    }

    private InetAddress lookUp(String name) throws UnknownHostException {
        InetAddress[] all = resolver.addressesOf(name);
        if (!Arrays.stream(all).allMatch(this::isAllowed)) {
            throw notAllowed();
        }
        return all[0];
    }

    private boolean isAllowed(InetAddress address) {
        return reach == Reach.PRIVATE || PublicAddresses.contain(address);
    }

    private static UnknownHostException notAllowed() {
        return new UnknownHostException("the host has an address that no route may lead to");
    }
}

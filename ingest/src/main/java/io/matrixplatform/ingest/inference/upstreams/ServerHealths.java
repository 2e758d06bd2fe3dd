package io.matrixplatform.ingest.inference.upstreams;

import io.matrixplatform.ingest.inference.routes.ModelRoute;
import io.matrixplatform.ingest.inference.routes.RouteTable;
import io.matrixplatform.ingest.inference.routes.Upstream;
import io.matrixplatform.model.inference.BaseUrl;
import io.matrixplatform.model.inference.CredentialName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** How the servers are that routes lead to. Thread-safe. */
public final class ServerHealths {
    private final RouteTable routes;
    private final Servers servers;
    private final Credentials credentials;

    public ServerHealths(RouteTable routes, Servers servers, Credentials credentials) {
        this.routes = routes;
        this.servers = servers;
        this.credentials = credentials;
    }

    /** Also of those that no call has gone to yet. */
    public List<ServerHealth> now() {
        Map<BaseUrl, SortedSet<String>> missing = new LinkedHashMap<>();
        for (ModelRoute route : routes.list()) {
            for (Upstream upstream : route.upstreams()) {
                SortedSet<String> ofServer = missing.computeIfAbsent(upstream.url(), fresh -> new TreeSet<>());
                CredentialName wanted = upstream.credential();
                if (wanted != null && credentials.find(wanted).isEmpty()) {
                    ofServer.add(wanted.toString());
                }
            }
        }
        return missing.entrySet().stream()
                .map(each -> servers.of(each.getKey()).health(each.getKey(), List.copyOf(each.getValue())))
                .toList();
    }
}

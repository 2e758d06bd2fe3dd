package io.matrixplatform.api.metering.live;

import io.dropwizard.core.setup.Environment;
import io.matrixplatform.api.access.authentication.Authentication;
import io.matrixplatform.api.access.tenants.Tenants;
import io.matrixplatform.api.catalog.meters.Meters;
import io.matrixplatform.api.platform.Platform;
import java.nio.file.Path;
import org.eclipse.jetty.ee10.websocket.jakarta.server.config.JakartaWebSocketServletContainerInitializer;
import org.eclipse.jetty.util.component.LifeCycle;

/** Wires live usage. */
public final class LiveModule {
    private final Viewers viewers;
    private final LiveStreams streams;

    public LiveModule(
            LiveConfig config,
            Platform platform,
            Tenants tenants,
            Meters meters,
            Authentication authentication,
            Environment environment) {
        LiveBoard board = new LiveBoard();
        streams = new LiveStreams(
                board,
                platform.kafka(),
                platform.registry(),
                platform.clock(),
                Path.of(config.stateDir()),
                this::beginAnew);
        viewers = new Viewers(board, streams::isReady, config, platform.clock());
        environment.lifecycle().manage(streams);
        serve(
                environment,
                viewers,
                new LiveResource(viewers, new CredentialGate(authentication, tenants, meters), platform.clock()));
    }

    /** Whether the last hour is there and followed. */
    public boolean isReady() {
        return streams.isReady();
    }

    /** How many watch. */
    public int viewers() {
        return viewers.size();
    }

    static void serve(Environment environment, Viewers viewers, LiveResource resource) {
        environment.lifecycle().manage(viewers);
        // Before the server waits for requests to end, which these never do by themselves.
        environment.lifecycle().addEventListener(new LifeCycle.Listener() {
            @Override
            public void lifeCycleStopping(LifeCycle server) {
                viewers.endAll("server-stops");
            }
        });
        JakartaWebSocketServletContainerInitializer.configure(environment.getApplicationContext(), null);
        environment.jersey().register(resource);
    }

    private void beginAnew() {
        viewers.endAll("begins-anew");
    }
}

package io.matrixplatform.api.inference;

import io.dropwizard.jersey.setup.JerseyEnvironment;
import io.matrixplatform.api.access.AccessModule;
import io.matrixplatform.api.inference.routes.ModelRouteResource;
import io.matrixplatform.api.inference.routes.ModelRoutes;
import io.matrixplatform.api.inference.routes.UpstreamReach;
import io.matrixplatform.api.platform.Platform;

/** Wires inference. */
public final class InferenceModule {
    public final ModelRoutes routes;

    public InferenceModule(InferenceConfig config, Platform platform, AccessModule access, JerseyEnvironment http) {
        routes = new ModelRoutes(platform, access.audit, new UpstreamReach(config.reach()));
        config.sandbox().ifPresent(routes::defineSandbox);
        http.register(new ModelRouteResource(routes, platform.idempotency()));
    }
}

package io.matrixplatform.ingest.metering.otlp;

import org.jspecify.annotations.Nullable;

/**
 * What a resource says it is.
 *
 * @param id unique among the instances of its service
 * @param namespace of the service; empty if not said
 * @param service empty if not said
 */
record Instance(
        String id,
        String namespace,
        String service,
        @Nullable String model,
        @Nullable String region) {
    /** What SDKs call a service that nobody gave a name, followed by the program's. */
    private static final String UNNAMED = "unknown_service";

    static final String ID = "service.instance.id";

    /** @throws UnusableException saying which attribute is missing or no good */
    static Instance of(Texts attributes) throws UnusableException {
        String id = attributes.find(ID);
        if (id == null) {
            throw new UnusableException(
                    "the resource has no " + ID + ": set it, the same at each start, for what is to be metered");
        }
        String service = attributes.find("service.name");
        String namespace = attributes.find("service.namespace");
        String model = attributes.find("gen_ai.request.model");
        return new Instance(
                id,
                namespace == null ? "" : namespace,
                service == null || service.startsWith(UNNAMED) ? "" : service,
                model == null ? attributes.find("gen_ai.response.model") : model,
                attributes.find("cloud.region"));
    }
}

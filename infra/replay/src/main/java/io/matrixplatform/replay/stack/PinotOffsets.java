package io.matrixplatform.replay.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** How far Pinot has read the rollups. */
public final class PinotOffsets {
    private static final String PATH = "/tables/usage_rollup_REALTIME/consumingSegmentsInfo";

    private final JsonHttp http;
    private final URI controller;

    public PinotOffsets(Endpoints endpoints, JsonHttp http) {
        this.http = http;
        this.controller = endpoints.pinotController();
    }

    /** The offset that Pinot reads next, by partition; a partition between two segments may be absent for a moment. */
    public Map<Integer, Long> next() {
        Map<Integer, Long> offsets = new HashMap<>();
        for (JsonNode replicas : http.get(controller.resolve(PATH), Map.of()).path("_segmentToConsumingInfoMap")) {
            for (JsonNode replica : replicas) {
                for (Map.Entry<String, JsonNode> offset :
                        replica.path("partitionToOffsetMap").properties()) {
                    // Of several replicas the slowest counts: a query may meet it.
                    offsets.merge(
                            Integer.parseInt(offset.getKey()),
                            Long.parseLong(offset.getValue().asText()),
                            Math::min);
                }
            }
        }
        return offsets;
    }
}

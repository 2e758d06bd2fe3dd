package io.matrixplatform.ingest.inference.routes;

import io.matrixplatform.events.Topic;
import io.matrixplatform.events.Topics;
import io.matrixplatform.events.inference.RouteState;
import io.matrixplatform.events.registry.RecordDecoder;
import io.matrixplatform.events.registry.UndecodableException;
import io.matrixplatform.ingest.access.StateTable;
import io.matrixplatform.model.inference.BaseUrl.Reach;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every route by its model. Written by one thread, read by any. */
public final class RouteTable implements StateTable {
    private static final Logger LOG = LoggerFactory.getLogger(RouteTable.class);

    private final RecordDecoder<RouteState> decoder;
    private final Reach reach;
    private final Map<String, ModelRoute> byModel = new ConcurrentSkipListMap<>();

    public RouteTable(RecordDecoder<RouteState> decoder, Reach reach) {
        this.decoder = decoder;
        this.reach = reach;
    }

    /** Empty if the model has no route, or has none any more. */
    public Optional<ModelRoute> find(String model) {
        return Optional.ofNullable(byModel.get(model)).filter(route -> !route.isRetired());
    }

    /** Those in force, by the name of the model. */
    public List<ModelRoute> list() {
        return byModel.values().stream().filter(route -> !route.isRetired()).toList();
    }

    @Override
    public Topic topic() {
        return Topics.INFERENCE_ROUTE_STATE;
    }

    @Override
    public boolean apply(String key, byte @Nullable [] value, Instant writtenAt) {
        if (value == null) {
            return byModel.remove(key) != null;
        }
        try {
            ModelRoute next = ModelRoute.of(decoder.decode(value), reach);
            ModelRoute known = byModel.get(key);
            if (known != null && next.version() < known.version()) {
                return false;
            }
            byModel.put(key, next);
            return true;
        } catch (UndecodableException | IllegalArgumentException unusable) {
            LOG.atError()
                    .addKeyValue("model", key)
                    .setCause(unusable)
                    .log("a route cannot be used; the table keeps what it had");
            return false;
        }
    }
}

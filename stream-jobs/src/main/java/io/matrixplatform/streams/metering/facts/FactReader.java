package io.matrixplatform.streams.metering.facts;

import io.matrixplatform.events.registry.UndecodableException;
import java.io.Serializable;

/** What records say. Not thread-safe. */
public interface FactReader {
    /**
     * @throws UndecodableException if it is no fact, whatever is tried
     * @throws io.matrixplatform.events.registry.RegistryException if the registry could not be asked: try again
     */
    Fact read(FactRecord record);

    /** Makes one in each task. */
    interface Source extends Serializable {
        FactReader open();
    }
}

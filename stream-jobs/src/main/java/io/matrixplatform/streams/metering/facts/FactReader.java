package io.matrixplatform.streams.metering.facts;

import io.matrixplatform.events.registry.UndecodableException;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** What records say. Not thread-safe. */
public interface FactReader {
    /**
     * @throws UndecodableException if it is no fact, whatever is tried
     * @throws io.matrixplatform.events.registry.RegistryException if the registry could not be asked: try again
     */
    Fact read(FactRecord record);

    /**
     * A plain call where a batch stands; null of everything else, and of what cannot be read: {@link #read} makes a fact of it or
     * tells why.
     *
     * @return good until the next is read
     * @throws io.matrixplatform.events.registry.RegistryException as {@link #read}
     */
    @Nullable PlainCall readPlain(FactBatch.Reader at);

    /** Makes one in each task. */
    interface Source extends Serializable {
        FactReader open();
    }
}

package io.matrixplatform.streams.metering.meters;

import java.io.Serializable;
import java.util.List;

/** Where the definitions stand: asked once at every start, before the first fact is measured. */
@FunctionalInterface
public interface MeterCatalog extends Serializable {
    /** Every definition that was made before the call. */
    List<Meter> readAll() throws Exception;
}

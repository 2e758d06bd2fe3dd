package io.matrixplatform.streams.metering.rules;

import java.io.Serializable;
import java.util.List;

/** Where the rules stand: asked once at every start, before the first fact is checked. */
@FunctionalInterface
public interface RuleCatalog extends Serializable {
    /** Every version that was written before the call. */
    List<UsageRule> readAll() throws Exception;
}

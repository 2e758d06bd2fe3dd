package io.matrixplatform.api.metering.ledger;

import io.matrixplatform.model.metering.MeterKey;
import java.math.BigDecimal;

/** The sum of one meter in one lane: the ledger or, if {@code late}, the late lane. */
public record LaneTotal(MeterKey meter, boolean late, BigDecimal quantity, long factCount) {}

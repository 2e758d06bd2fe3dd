package io.matrixplatform.api.billing.subscriptions;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** @param effectiveAt a full quarter hour to come; null for the next one */
record NewCancellation(@Nullable Instant effectiveAt) {}

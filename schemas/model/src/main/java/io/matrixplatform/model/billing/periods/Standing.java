package io.matrixplatform.model.billing.periods;

/** What a subscription is while a period lasts. */
public enum Standing {
    TRIAL,
    ACTIVE,
    PAUSED
}

-- A fact that repeated another's identity with another payload. Where it stands in Kafka is its identity: a job that starts
-- over says it again.
CREATE TABLE metering.usage_conflict (
    fact_topic        text        NOT NULL,
    fact_partition    int         NOT NULL,
    fact_offset       bigint      NOT NULL,
    tenant_id         text        NOT NULL,
    event_id          text        NOT NULL,
    source            text        NOT NULL,
    occurred_at       timestamptz NOT NULL,
    recorded_at       timestamptz NOT NULL,
    first_recorded_on date        NOT NULL,
    PRIMARY KEY (fact_topic, fact_partition, fact_offset)
);

-- A tenant's list, newest first.
CREATE INDEX usage_conflict_tenant_time
    ON metering.usage_conflict (tenant_id, recorded_at, fact_topic, fact_partition, fact_offset);

-- The operator's counts, and forgetting by age.
CREATE INDEX usage_conflict_time ON metering.usage_conflict (recorded_at);

-- A fact that could not be used. What was received is left in Kafka.
CREATE TABLE metering.dead_letter (
    fact_topic     text        NOT NULL,
    fact_partition int         NOT NULL,
    fact_offset    bigint      NOT NULL,
    -- Null when it could not be read any more: then it is only the operator's.
    tenant_id      text,
    reason         text        NOT NULL,
    detail         text        NOT NULL,
    dead_at        timestamptz NOT NULL,
    PRIMARY KEY (fact_topic, fact_partition, fact_offset)
);

-- A tenant's list, newest first.
CREATE INDEX dead_letter_tenant_time
    ON metering.dead_letter (tenant_id, dead_at, fact_topic, fact_partition, fact_offset);

-- The operator's counts, and forgetting by age.
CREATE INDEX dead_letter_time ON metering.dead_letter (dead_at);

-- The operator's counts of late usage, which are of all tenants.
CREATE INDEX late_usage_time ON metering.late_usage (slice_start);

-- Sums of all tenants over a time, for the operator's overview.
CREATE INDEX usage_ledger_time ON metering.usage_ledger (slice_start);

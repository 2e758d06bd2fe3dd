-- A call that broke a rule of its model. Where it stands in Kafka is its id: a job that starts over says it again. Kept until
-- it is decided, and then as the proof of it.
CREATE TABLE metering.quarantine (
    id                      text        PRIMARY KEY,
    state                   text        NOT NULL CHECK (state IN ('HELD', 'RELEASED', 'REJECTED')),
    tenant_id               text        NOT NULL,
    event_id                text        NOT NULL,
    source                  text        NOT NULL,
    occurred_at             timestamptz NOT NULL,
    recorded_at             timestamptz NOT NULL,
    model                   text        NOT NULL,
    route                   text        NOT NULL,
    status                  int         NOT NULL,
    input_tokens            bigint      NOT NULL,
    output_tokens           bigint      NOT NULL,
    cached_input_tokens     bigint      NOT NULL,
    reasoning_output_tokens bigint      NOT NULL,
    estimated               boolean     NOT NULL,
    amends                  boolean     NOT NULL,
    rule_model              text        NOT NULL,
    rule_version            bigint      NOT NULL,
    reason                  text        NOT NULL,
    detail                  text        NOT NULL,
    -- The record as it was received: what a release gives back to metering, to the byte.
    said                    bytea       NOT NULL,
    decided_at              timestamptz,
    decided_by              text,
    note                    text,
    CHECK ((state = 'HELD') = (decided_at IS NULL))
);

-- A tenant's list, newest first, and what it released of a time.
CREATE INDEX quarantine_tenant_time ON metering.quarantine (tenant_id, recorded_at, id);

-- The operator's list of all tenants.
CREATE INDEX quarantine_time ON metering.quarantine (recorded_at, id);

-- What contradicted what: before there were corrections, only payloads could.
ALTER TABLE metering.usage_conflict ADD COLUMN reason text NOT NULL DEFAULT 'payload-differs';

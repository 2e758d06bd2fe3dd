CREATE SCHEMA metering;

-- Ids and tenants stand here as the conclusions name them, in their public form.
CREATE TABLE metering.usage_ledger (
    slice_id        text           PRIMARY KEY,
    tenant_id       text           NOT NULL,
    subscription_id text,
    meter_key       text           NOT NULL,
    dimensions      text           NOT NULL,
    slice_start     timestamptz    NOT NULL,
    quantity        numeric(38,18) NOT NULL,
    fact_count      bigint         NOT NULL,
    order_number    bigint         NOT NULL
);

-- Lists and totals of one tenant over a time; the id makes the order total.
CREATE INDEX usage_ledger_tenant_time ON metering.usage_ledger (tenant_id, slice_start, slice_id);

CREATE TABLE metering.late_usage (
    late_usage_id   text           PRIMARY KEY,
    tenant_id       text           NOT NULL,
    subscription_id text,
    meter_key       text           NOT NULL,
    dimensions      text           NOT NULL,
    slice_start     timestamptz    NOT NULL,
    recorded_on     date           NOT NULL,
    quantity        numeric(38,18) NOT NULL,
    fact_count      bigint         NOT NULL,
    order_number    bigint         NOT NULL
);

-- Lists and totals of one tenant over a time; the id makes the order total.
CREATE INDEX late_usage_tenant_time ON metering.late_usage (tenant_id, slice_start, late_usage_id);

CREATE TABLE metering.progress (
    job               text        PRIMARY KEY,
    processed_through timestamptz NOT NULL,
    published_at      timestamptz NOT NULL,
    order_number      bigint      NOT NULL,
    -- As far as both the job and the projection of its ledger are; null before the projection first caught up.
    ledger_through    timestamptz
);

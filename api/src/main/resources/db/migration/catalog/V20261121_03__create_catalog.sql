CREATE SCHEMA catalog;

-- tenant_id is no foreign key: catalog does not reach into access. NULL means every tenant.
CREATE TABLE catalog.meter (
    id             uuid        PRIMARY KEY,
    tenant_id      uuid,
    key            text        NOT NULL,
    event_type     text        NOT NULL,
    aggregation    text        NOT NULL CHECK (aggregation IN ('COUNT', 'SUM')),
    value_field    text        CHECK ((aggregation = 'SUM') = (value_field IS NOT NULL)),
    dimensions     text[]      NOT NULL,
    unit           text        NOT NULL,
    grace_seconds  int         NOT NULL CHECK (grace_seconds >= 0),
    effective_from timestamptz NOT NULL,
    created_at     timestamptz NOT NULL,
    version        bigint      NOT NULL
);

-- One meter per tenant and key; those of every tenant are told apart from each other too.
CREATE UNIQUE INDEX meter_key ON catalog.meter (tenant_id, key) NULLS NOT DISTINCT;

CREATE SCHEMA billing;

-- tenant_id is no foreign key: billing does not reach into access.
CREATE TABLE billing.subscription (
    tenant_id  uuid        NOT NULL,
    id         uuid        NOT NULL,
    starts_at  timestamptz NOT NULL,
    -- Null while nobody cancelled it; equal to starts_at when it was withdrawn before it began.
    ends_at    timestamptz CHECK (ends_at >= starts_at),
    created_at timestamptz NOT NULL,
    -- What the edges were last told: a subscription becomes in_force or over a moment after its time has come.
    stage      text        NOT NULL CHECK (stage IN ('scheduled', 'in_force', 'over')),
    PRIMARY KEY (tenant_id, id)
);

-- A tenant has at most one subscription that goes on for ever.
CREATE UNIQUE INDEX subscription_open ON billing.subscription (tenant_id) WHERE ends_at IS NULL;

-- What has to begin or to end is looked for every second.
CREATE INDEX subscription_to_begin ON billing.subscription (starts_at) WHERE stage = 'scheduled';
CREATE INDEX subscription_to_end ON billing.subscription (ends_at) WHERE stage = 'in_force' AND ends_at IS NOT NULL;

-- A phase has no end of its own: it ends where the next one starts or its subscription ends. So there is no gap and no
-- overlap that could be written.
CREATE TABLE billing.subscription_phase (
    tenant_id       uuid        NOT NULL,
    subscription_id uuid        NOT NULL,
    starts_at       timestamptz NOT NULL,
    plan            text        NOT NULL,
    PRIMARY KEY (tenant_id, subscription_id, starts_at),
    FOREIGN KEY (tenant_id, subscription_id) REFERENCES billing.subscription
);

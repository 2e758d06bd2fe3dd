-- What a backfill says; null for what the metering job says. An entry of a backfill that has no facts is one that was taken
-- back, and no list or sum has it.
ALTER TABLE metering.usage_ledger ADD COLUMN backfill_id text;

CREATE TABLE metering.backfill (
    id                 uuid        PRIMARY KEY,
    tenant_id          uuid        NOT NULL,
    meter_key          text        NOT NULL,
    -- Of occurred_at, at quarter hours.
    starts_at          timestamptz NOT NULL,
    ends_at            timestamptz NOT NULL,
    -- When the meter took effect: later facts are the job's.
    recorded_before    timestamptz NOT NULL,
    state              text        NOT NULL CHECK (state IN ('WAITING', 'COUNTING', 'READY', 'APPLYING', 'APPLIED',
                                                             'REVERSING', 'REVERSED', 'ABANDONED', 'FAILED')),
    failure            text,
    created_at         timestamptz NOT NULL,
    state_since        timestamptz NOT NULL,
    -- When it was applied last; of several that are, the last one says what holds.
    applied_at         timestamptz,
    -- Of what it publishes.
    order_number       bigint      NOT NULL DEFAULT 0,
    published          bigint      NOT NULL DEFAULT 0,
    entries            bigint      NOT NULL DEFAULT 0,
    quantity_before    numeric,
    quantity_after     numeric,
    fact_count_before  bigint,
    fact_count_after   bigint,
    CHECK (starts_at < ends_at)
);

-- One of a meter is under way at a time: each is compared with what those before it have booked.
CREATE UNIQUE INDEX backfill_open ON metering.backfill (tenant_id, meter_key)
 WHERE state IN ('WAITING', 'COUNTING', 'READY', 'APPLYING', 'REVERSING');

-- A tenant's list, newest first.
CREATE INDEX backfill_tenant ON metering.backfill (tenant_id, id);

-- A piece of the log that is read at once: of one partition the identities whose hash leaves `part` when divided by `parts`.
CREATE TABLE metering.backfill_chunk (
    backfill_id  uuid    NOT NULL REFERENCES metering.backfill,
    partition    int     NOT NULL,
    part         int     NOT NULL,
    parts        int     NOT NULL,
    first_offset bigint  NOT NULL,
    end_offset   bigint  NOT NULL,
    next_offset  bigint  NOT NULL,
    counted      boolean NOT NULL DEFAULT false,
    PRIMARY KEY (backfill_id, partition, part, parts)
);

-- What a piece came to, per minute; several rows of one series and minute add up. Gone when the difference is known.
CREATE TABLE metering.backfill_count (
    backfill_id     uuid        NOT NULL REFERENCES metering.backfill,
    partition       int         NOT NULL,
    part            int         NOT NULL,
    parts           int         NOT NULL,
    subscription_id text,
    dimensions      text        NOT NULL,
    minute_start    timestamptz NOT NULL,
    quantity        numeric     NOT NULL,
    fold            bytea,
    fact_count      bigint      NOT NULL
);

-- A slice at a time, in order of time.
CREATE INDEX backfill_count_time ON metering.backfill_count (backfill_id, minute_start);

-- Every conclusion that an application says, and what held before it, which a reversal says again.
CREATE TABLE metering.backfill_entry (
    backfill_id       uuid           NOT NULL REFERENCES metering.backfill,
    -- Of the order in which they are said, from 1.
    place             bigint         NOT NULL,
    -- Null for a rollup of one minute, else what the slice holds of the job.
    quantity_before   numeric,
    fact_count_before bigint,
    quantity_after    numeric,
    fact_count_after  bigint,
    subscription_id   text,
    dimensions        text           NOT NULL,
    start             timestamptz    NOT NULL,
    quantity          numeric(38,18) NOT NULL,
    fold              bytea,
    fact_count        bigint         NOT NULL,
    prior_id          uuid,
    prior_quantity    numeric(38,18) NOT NULL,
    prior_fold        bytea,
    prior_fact_count  bigint         NOT NULL,
    PRIMARY KEY (backfill_id, place)
);

-- What is booked of a slice, when the next backfill is compared with it.
CREATE INDEX backfill_entry_time ON metering.backfill_entry (backfill_id, start);

CREATE SCHEMA IF NOT EXISTS platform;

CREATE TABLE platform.outbox (
    id         bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- The writing transaction: a row may be sent when every transaction that could still commit is a later one.
    xid        xid8        NOT NULL DEFAULT pg_current_xact_id(),
    topic      text        NOT NULL,
    key        bytea       NOT NULL,
    value      bytea       NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);

-- The publisher reads in this order.
CREATE INDEX outbox_order ON platform.outbox (xid, id);

CREATE TABLE platform.projection_offset (
    projection  text   NOT NULL,
    topic       text   NOT NULL,
    partition   int    NOT NULL,
    next_offset bigint NOT NULL,
    PRIMARY KEY (projection, topic, partition)
);

CREATE TABLE platform.idempotent_answer (
    sender       text        NOT NULL,
    key          text        NOT NULL,
    request_hash text        NOT NULL,
    location     text,
    -- Encrypted with a key derived from the sender's credential.
    answer       bytea,
    created_at   timestamptz NOT NULL,
    PRIMARY KEY (sender, key)
);

-- Old answers are forgotten by age.
CREATE INDEX idempotent_answer_age ON platform.idempotent_answer (created_at);

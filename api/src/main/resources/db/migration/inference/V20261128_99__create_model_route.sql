CREATE SCHEMA inference;

-- Where calls of a model go, as it is now: what it was before stands in the audit log.
CREATE TABLE inference.model_route (
    model             text        NOT NULL PRIMARY KEY,
    version           bigint      NOT NULL,
    -- Each as JSON, in the order they are tried. No secrets: a credential is named, not held.
    upstreams         text[]      NOT NULL,
    context_tokens    bigint,
    max_output_tokens bigint,
    created_at        timestamptz NOT NULL,
    changed_at        timestamptz NOT NULL,
    -- A retired route stays, so that its model's next version is a higher one.
    retired           boolean     NOT NULL
);

-- What the AI usage of a model is checked against. A version is never changed but for its end: whoever reads the facts of a
-- time again finds the rule that they were checked against.
CREATE TABLE catalog.usage_rule (
    -- '*' is the rule of every model that has none of its own.
    model              text        NOT NULL,
    version            bigint      NOT NULL,
    max_input_tokens   bigint,
    max_output_tokens  bigint,
    max_context_tokens bigint,
    parts_within_whole boolean     NOT NULL,
    hold_estimated     boolean     NOT NULL,
    require_usage      boolean     NOT NULL,
    effective_from     timestamptz NOT NULL,
    effective_until    timestamptz,
    created_at         timestamptz NOT NULL,
    PRIMARY KEY (model, version)
);

-- One version of a model is in force, or will be.
CREATE UNIQUE INDEX usage_rule_in_force ON catalog.usage_rule (model) WHERE effective_until IS NULL;

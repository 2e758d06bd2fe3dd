ALTER TABLE catalog.plan
        ADD COLUMN version bigint NOT NULL DEFAULT 1;

-- What becomes of usage that comes when its billing period is over. Rows stay: a period has the policy that was in force when
-- it ended.
CREATE TABLE catalog.plan_late_policy (
    plan           text        NOT NULL REFERENCES catalog.plan,
    effective_from timestamptz NOT NULL,
    late_usage     text        NOT NULL CHECK (late_usage IN ('NEXT_INVOICE', 'CREDIT_NOTE', 'IGNORE')),
    PRIMARY KEY (plan, effective_from)
);

INSERT INTO catalog.plan_late_policy (plan, effective_from, late_usage)
VALUES ('free', 'epoch', 'IGNORE'),
       ('pro', 'epoch', 'NEXT_INVOICE'),
       ('enterprise', 'epoch', 'CREDIT_NOTE'),
       ('custom', 'epoch', 'CREDIT_NOTE');

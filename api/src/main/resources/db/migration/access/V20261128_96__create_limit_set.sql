-- The limits of inference that a plan, a subscription or a key sets. tenant_id is null for a plan; ids are as everybody sees them.
CREATE TABLE access.limit_set (
    scope     text   NOT NULL CHECK (scope IN ('plan', 'subscription', 'key')),
    id        text   NOT NULL,
    tenant_id uuid   REFERENCES access.tenant,
    -- Counts the changes, so that readers of the state topic ignore an older one.
    version   bigint NOT NULL,
    PRIMARY KEY (scope, id),
    CHECK ((tenant_id IS NULL) = (scope = 'plan'))
);

CREATE TABLE access.limit_setting (
    scope      text   NOT NULL,
    id         text   NOT NULL,
    kind       text   NOT NULL,
    amount     bigint NOT NULL CHECK (amount >= 1),
    burst      bigint NOT NULL CHECK (burst BETWEEN 1 AND amount),
    when_stale text   NOT NULL CHECK (when_stale IN ('closed', 'local', 'open')),
    PRIMARY KEY (scope, id, kind),
    FOREIGN KEY (scope, id) REFERENCES access.limit_set
);

-- The plan that the tenant's subscription is under, as the edges were last told; null for none.
ALTER TABLE access.tenant ADD COLUMN plan text;

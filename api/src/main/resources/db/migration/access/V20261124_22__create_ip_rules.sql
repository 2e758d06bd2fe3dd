-- From where the keys and the people of a tenant may come. They stand beside the subscription because both are announced
-- with each key, under one lock.
ALTER TABLE access.tenant
    ADD COLUMN ip_allow         text[] NOT NULL DEFAULT '{}',
    ADD COLUMN ip_deny          text[] NOT NULL DEFAULT '{}',
    ADD COLUMN countries_allow  text[] NOT NULL DEFAULT '{}',
    ADD COLUMN countries_deny   text[] NOT NULL DEFAULT '{}',
    ADD COLUMN ip_rules_version bigint NOT NULL DEFAULT 1;

-- Which refused addresses the audit log has heard of in an hour: it hears of each once.
CREATE TABLE access.refused_address (
    tenant_id uuid        NOT NULL,
    address   text        NOT NULL,
    hour      timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, address, hour)
);

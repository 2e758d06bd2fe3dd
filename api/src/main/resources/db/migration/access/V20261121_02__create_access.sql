CREATE SCHEMA access;

CREATE TABLE access.tenant (
    id         uuid        PRIMARY KEY,
    name       text        NOT NULL,
    created_at timestamptz NOT NULL
);

CREATE TABLE access.api_key (
    tenant_id  uuid        NOT NULL REFERENCES access.tenant,
    id         uuid        NOT NULL,
    name       text        NOT NULL,
    -- SHA-256 of the whole key in hexadecimal; the key itself is stored nowhere.
    key_hash   text        NOT NULL,
    last_four  text        NOT NULL,
    scopes     text[]      NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz,
    revoked_at timestamptz,
    -- Counts the changes, so that readers of the state topic ignore an older one.
    version    bigint      NOT NULL,
    PRIMARY KEY (tenant_id, id)
);

-- A caller is found by the hash of what it presents.
CREATE UNIQUE INDEX api_key_hash ON access.api_key (key_hash);

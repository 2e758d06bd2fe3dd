CREATE TABLE access.invitation (
    tenant_id  uuid        NOT NULL REFERENCES access.tenant,
    id         uuid        NOT NULL,
    -- In lower case.
    email      text        NOT NULL,
    role       text        NOT NULL CHECK (role IN ('owner', 'admin', 'developer', 'finance', 'viewer')),
    -- SHA-256 of the token in the link, in hexadecimal; the token itself is stored nowhere.
    token_hash text        NOT NULL UNIQUE,
    invited_by text        NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, id),
    -- Inviting somebody again replaces the invitation.
    UNIQUE (tenant_id, email)
);

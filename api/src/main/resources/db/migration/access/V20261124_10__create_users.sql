CREATE TABLE access.user_account (
    id                uuid        PRIMARY KEY,
    -- In lower case.
    email             text        NOT NULL UNIQUE,
    name              text        NOT NULL,
    -- Argon2id in PHC form; null for somebody who has not set a password yet.
    password_hash     text,
    email_verified_at timestamptz,
    operator          boolean     NOT NULL,
    created_at        timestamptz NOT NULL,
    version           bigint      NOT NULL
);

CREATE TABLE access.membership (
    tenant_id  uuid        NOT NULL REFERENCES access.tenant,
    user_id    uuid        NOT NULL REFERENCES access.user_account,
    role       text        NOT NULL CHECK (role IN ('owner', 'admin', 'developer', 'finance', 'viewer')),
    created_at timestamptz NOT NULL,
    version    bigint      NOT NULL,
    PRIMARY KEY (tenant_id, user_id)
);

-- At each request: what the user is where.
CREATE INDEX membership_of_user ON access.membership (user_id);

CREATE TABLE access.session (
    id                    uuid        PRIMARY KEY,
    user_id               uuid        NOT NULL REFERENCES access.user_account,
    -- SHA-256 of the token in the cookie, in hexadecimal; the token itself is stored nowhere.
    token_hash            text        NOT NULL UNIQUE,
    created_at            timestamptz NOT NULL,
    last_seen_at          timestamptz NOT NULL,
    expires_at            timestamptz NOT NULL,
    address               text        NOT NULL,
    user_agent            text        NOT NULL,
    impersonated_tenant   uuid        REFERENCES access.tenant,
    impersonation_reason  text,
    impersonation_ends_at timestamptz
);

-- A user's sessions are listed, and ended when the password changes.
CREATE INDEX session_of_user ON access.session (user_id);

CREATE TABLE access.attempt (
    -- What is limited, and the hash of whom it is about.
    subject      text        NOT NULL,
    window_start timestamptz NOT NULL,
    attempts     int         NOT NULL,
    PRIMARY KEY (subject, window_start)
);

CREATE TABLE access.second_factor (
    user_id       uuid        PRIMARY KEY REFERENCES access.user_account,
    -- Encrypted with a key derived from that of the installation.
    sealed_secret bytea       NOT NULL,
    -- Null until the user has shown a code.
    confirmed_at  timestamptz,
    -- The newest step whose code was used: no code is taken twice.
    last_step     bigint      NOT NULL
);

CREATE TABLE access.recovery_code (
    user_id   uuid NOT NULL REFERENCES access.second_factor ON DELETE CASCADE,
    code_hash text NOT NULL,
    PRIMARY KEY (user_id, code_hash)
);

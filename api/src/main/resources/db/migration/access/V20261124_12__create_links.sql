CREATE TABLE access.mailed_link (
    -- SHA-256 of the token in the link, in hexadecimal; the token itself is stored nowhere.
    token_hash text        PRIMARY KEY,
    user_id    uuid        NOT NULL REFERENCES access.user_account,
    purpose    text        NOT NULL CHECK (purpose IN ('password-reset', 'email-verification')),
    -- Where it was sent, which is what it proves.
    email      text        NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);

-- A new link makes those of the same purpose before it worthless.
CREATE INDEX mailed_link_of_user ON access.mailed_link (user_id, purpose);

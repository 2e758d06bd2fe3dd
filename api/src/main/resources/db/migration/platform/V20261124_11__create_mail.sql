CREATE TABLE platform.mail (
    id              uuid        PRIMARY KEY,
    -- Receiver, subject and text, encrypted: there are links in it that sign somebody in. Gone once it was sent.
    sealed          bytea       NOT NULL,
    created_at      timestamptz NOT NULL,
    attempts        int         NOT NULL,
    next_attempt_at timestamptz NOT NULL
);

-- The sender takes what is due, oldest first.
CREATE INDEX mail_due ON platform.mail (next_attempt_at);

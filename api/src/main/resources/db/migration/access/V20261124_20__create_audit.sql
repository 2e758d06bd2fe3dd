-- Where each chain ends. Whoever appends locks the row: entries of one chain are written one after the other.
CREATE TABLE access.audit_chain (
    -- Public id of the tenant, or 'platform'.
    chain  text   PRIMARY KEY,
    length bigint NOT NULL CHECK (length >= 0),
    hash   text   NOT NULL
);

CREATE TABLE access.audit_entry (
    chain         text        NOT NULL REFERENCES access.audit_chain,
    sequence      bigint      NOT NULL CHECK (sequence > 0),
    recorded_at   timestamptz NOT NULL,
    actor_kind    text        NOT NULL CHECK (actor_kind IN ('operator', 'user', 'api_key', 'platform')),
    actor_id      text        NOT NULL,
    actor_name    text        NOT NULL,
    action        text        NOT NULL,
    subject       text        NOT NULL,
    -- json and not jsonb: what was hashed is kept to the letter.
    before        json,
    after         json,
    previous_hash text        NOT NULL,
    hash          text        NOT NULL,
    PRIMARY KEY (chain, sequence)
);

-- The log is asked for a range of time.
CREATE INDEX audit_entry_time ON access.audit_entry (chain, recorded_at);

CREATE FUNCTION access.refuse_change_of_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log can only be appended to' USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE FUNCTION access.refuse_leap_of_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.chain <> OLD.chain OR NEW.length <> OLD.length + 1 THEN
        RAISE EXCEPTION 'a chain grows by one entry at a time' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END
$$;

CREATE FUNCTION access.refuse_unlinked_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1
                     FROM access.audit_chain
                    WHERE chain = NEW.chain
                      AND length = NEW.sequence - 1
                      AND hash = NEW.previous_hash) THEN
        RAISE EXCEPTION 'an entry follows the head of its chain' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER audit_entry_is_kept
    BEFORE UPDATE OR DELETE OR TRUNCATE ON access.audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION access.refuse_change_of_audit();

CREATE TRIGGER audit_entry_is_linked
    BEFORE INSERT ON access.audit_entry
    FOR EACH ROW EXECUTE FUNCTION access.refuse_unlinked_audit();

CREATE TRIGGER audit_chain_is_kept
    BEFORE DELETE OR TRUNCATE ON access.audit_chain
    FOR EACH STATEMENT EXECUTE FUNCTION access.refuse_change_of_audit();

CREATE TRIGGER audit_chain_grows
    BEFORE UPDATE ON access.audit_chain
    FOR EACH ROW EXECUTE FUNCTION access.refuse_leap_of_audit();

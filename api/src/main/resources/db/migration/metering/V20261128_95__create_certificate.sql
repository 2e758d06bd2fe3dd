-- What was recorded of a tenant in a window, counted again and issued. Tenants stand here in their public form.
CREATE TABLE metering.certificate (
    id            uuid        PRIMARY KEY,
    tenant_id     text        NOT NULL,
    kind          text        NOT NULL CHECK (kind IN ('DAY', 'INTERIM')),
    -- In the tenant's chain, from 1; an interim one is in no chain.
    sequence      bigint      CHECK (sequence > 0),
    -- Of the time of recording.
    starts_at     timestamptz NOT NULL,
    ends_at       timestamptz NOT NULL,
    -- json and not jsonb: what was hashed is kept to the letter.
    document      json        NOT NULL,
    previous_hash text        NOT NULL,
    hash          text        NOT NULL,
    CHECK (starts_at < ends_at),
    CHECK ((kind = 'DAY') = (sequence IS NOT NULL)),
    UNIQUE (tenant_id, sequence)
);

-- A tenant's list, newest first.
CREATE INDEX certificate_tenant ON metering.certificate (tenant_id, ends_at, id);

-- Digests of what was certified, a line each.
CREATE TABLE metering.certificate_leaf (
    certificate_id uuid NOT NULL REFERENCES metering.certificate,
    -- From 1.
    place          int  NOT NULL,
    line           text NOT NULL,
    PRIMARY KEY (certificate_id, place)
);

-- An interim certificate that somebody wants. Its id is the certificate's, which is there when it is done.
CREATE TABLE metering.certificate_order (
    id         uuid        PRIMARY KEY,
    tenant_id  text        NOT NULL,
    starts_at  timestamptz NOT NULL,
    ends_at    timestamptz NOT NULL,
    ordered_at timestamptz NOT NULL,
    failure    text
);

CREATE FUNCTION metering.refuse_change_of_certificate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'certificates are never changed' USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE FUNCTION metering.refuse_unlinked_certificate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.sequence > 1 AND NOT EXISTS (
            SELECT 1
              FROM metering.certificate
             WHERE tenant_id = NEW.tenant_id
               AND sequence = NEW.sequence - 1
               AND hash = NEW.previous_hash
               AND ends_at = NEW.starts_at) THEN
        RAISE EXCEPTION 'a day follows the day before it' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER certificate_is_kept
    BEFORE UPDATE OR DELETE OR TRUNCATE ON metering.certificate
    FOR EACH STATEMENT EXECUTE FUNCTION metering.refuse_change_of_certificate();

CREATE TRIGGER certificate_is_linked
    BEFORE INSERT ON metering.certificate
    FOR EACH ROW EXECUTE FUNCTION metering.refuse_unlinked_certificate();

CREATE TRIGGER certificate_leaf_is_kept
    BEFORE UPDATE OR DELETE OR TRUNCATE ON metering.certificate_leaf
    FOR EACH STATEMENT EXECUTE FUNCTION metering.refuse_change_of_certificate();

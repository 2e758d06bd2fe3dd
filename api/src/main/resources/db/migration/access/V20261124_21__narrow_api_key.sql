ALTER TABLE access.api_key
    -- Empty for all models, and for every address.
    ADD COLUMN models       text[] NOT NULL DEFAULT '{}',
    ADD COLUMN cidrs        text[] NOT NULL DEFAULT '{}',
    ADD COLUMN rotated_from uuid;

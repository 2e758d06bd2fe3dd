CREATE TABLE catalog.plan (
    key          text    PRIMARY KEY,
    name         text    NOT NULL,
    description  text    NOT NULL,
    -- Whether a tenant may choose it without asking the operator.
    self_service boolean NOT NULL,
    -- The order in which plans are shown.
    position     int     NOT NULL UNIQUE
);

INSERT INTO catalog.plan (key, name, description, self_service, position)
VALUES ('free', 'Free', 'To try the platform; every tenant starts with it', true, 1),
       ('pro', 'Pro', 'For applications in production', true, 2),
       ('enterprise', 'Enterprise', 'For organisations with an agreement on service and support', false, 3),
       ('custom', 'Custom', 'Terms negotiated for one tenant', false, 4);

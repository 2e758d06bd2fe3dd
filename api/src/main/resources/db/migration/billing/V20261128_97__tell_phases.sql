-- Whether the edges were told of the plan since the phase began. Of none they were: the first turn tells them all.
ALTER TABLE billing.subscription_phase ADD COLUMN is_told boolean NOT NULL DEFAULT false;

-- What has to be told is looked for every second.
CREATE INDEX subscription_phase_to_tell ON billing.subscription_phase (starts_at) WHERE NOT is_told;

-- What the job had read by its last word, and what became of it; null and none from a job that did not count.
ALTER TABLE metering.progress
        ADD COLUMN checkpoint_id bigint,
        ADD COLUMN records_in    bigint;

CREATE TABLE metering.fate_balance (
    job     text   NOT NULL,
    fate    text   NOT NULL,
    records bigint NOT NULL,
    PRIMARY KEY (job, fate)
);

-- How long a sampled level holds at most; null for meters that are not over samples.
ALTER TABLE catalog.meter
    ADD COLUMN gap_max_seconds int CHECK (gap_max_seconds BETWEEN 1 AND 3600),
    ADD CONSTRAINT meter_gap CHECK (gap_max_seconds IS NULL OR aggregation = 'TIME_WEIGHTED_SUM');

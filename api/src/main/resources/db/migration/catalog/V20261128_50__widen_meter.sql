-- A meter folds its facts in more ways than counting and summing, has its value from a field or an expression, and may be about
-- some of the facts only.
ALTER TABLE catalog.meter
    DROP CONSTRAINT meter_aggregation_check,
    DROP CONSTRAINT meter_check,
    ADD COLUMN percentile numeric(5, 3) CHECK (percentile > 0 AND percentile < 100),
    ADD COLUMN expression text,
    -- Each a JSON object of field, operator and values.
    ADD COLUMN filters    text[] NOT NULL DEFAULT '{}',
    -- Null keeps every set of dimension values apart.
    ADD COLUMN groups_max int CHECK (groups_max > 0);

ALTER TABLE catalog.meter
    ADD CONSTRAINT meter_aggregation CHECK (aggregation IN ('COUNT', 'SUM', 'MIN', 'MAX', 'AVERAGE', 'LATEST',
                                                            'UNIQUE_COUNT', 'PERCENTILE', 'TIME_WEIGHTED_SUM')),
    ADD CONSTRAINT meter_percentile CHECK ((aggregation = 'PERCENTILE') = (percentile IS NOT NULL)),
    ADD CONSTRAINT meter_value CHECK (num_nonnulls(value_field, expression)
                                      = CASE WHEN aggregation = 'COUNT' THEN 0 ELSE 1 END);

-- What quantity was made of, where quantities do not add up; null for counts and sums.
ALTER TABLE metering.usage_ledger ADD COLUMN fold bytea;
ALTER TABLE metering.late_usage ADD COLUMN fold bytea;

-- What holds at the start of a time is looked for a year back. The second byte of a fold says what it is of; 6 is a level.
CREATE INDEX usage_ledger_level ON metering.usage_ledger (tenant_id, meter_key, slice_start) WHERE get_byte(fold, 1) = 6;
CREATE INDEX late_usage_level ON metering.late_usage (tenant_id, meter_key, slice_start) WHERE get_byte(fold, 1) = 6;

-- What was sampled (7) goes on from before the time as a level (6) does.
CREATE INDEX usage_ledger_going_on ON metering.usage_ledger (tenant_id, meter_key, slice_start) WHERE get_byte(fold, 1) >= 6;
CREATE INDEX late_usage_going_on ON metering.late_usage (tenant_id, meter_key, slice_start) WHERE get_byte(fold, 1) >= 6;
DROP INDEX metering.usage_ledger_level;
DROP INDEX metering.late_usage_level;

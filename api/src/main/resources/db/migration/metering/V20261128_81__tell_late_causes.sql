-- Why usage is late. What came before there were causes is told as recorded late, corrections of that time among it.
ALTER TABLE metering.late_usage
        ADD COLUMN cause text NOT NULL DEFAULT 'recorded' CHECK (cause IN ('recorded', 'corrected', 'released'));

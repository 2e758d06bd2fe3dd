-- Facts recorded from archived_from on are no longer counted; null while the meter is in use.
ALTER TABLE catalog.meter
    ADD COLUMN archived_from timestamptz CHECK (archived_from >= effective_from),
    ADD COLUMN description   text NOT NULL DEFAULT '';

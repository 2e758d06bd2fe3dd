-- Which subscription the edges stamp on the tenant's facts; null for none. Written by whoever owns subscriptions.
ALTER TABLE access.tenant ADD COLUMN subscription_id uuid;

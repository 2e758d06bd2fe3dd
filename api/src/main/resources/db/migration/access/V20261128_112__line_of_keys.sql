-- Keys that were rotated one into the other share the buckets of their limits: those of the first of them, which may be itself.
ALTER TABLE access.api_key ADD COLUMN first_id uuid;

WITH RECURSIVE line AS (
    SELECT tenant_id, id, id AS first_id FROM access.api_key WHERE rotated_from IS NULL
     UNION ALL
    SELECT successor.tenant_id, successor.id, line.first_id
      FROM line
      JOIN access.api_key successor ON successor.tenant_id = line.tenant_id AND successor.rotated_from = line.id
)
UPDATE access.api_key key
   SET first_id = line.first_id
  FROM line
 WHERE key.tenant_id = line.tenant_id AND key.id = line.id;

ALTER TABLE access.api_key ALTER COLUMN first_id SET NOT NULL;

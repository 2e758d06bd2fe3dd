-- Which keys of a tenant have limits of their own is asked again and again while somebody looks at them.
CREATE INDEX limit_set_tenant ON access.limit_set (tenant_id) WHERE scope = 'key';

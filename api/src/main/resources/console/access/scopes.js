import {session} from '../shell/session.js';

/** Every scope a key can have, and what it lets its holder do. */
export const SCOPES = [
    ['inference', 'Call models'],
    ['usage:write', 'Send usage'],
    ['usage:read', 'Read usage'],
    ['meters:write', 'Define meters'],
    ['keys:read', 'See API keys'],
    ['keys:write', 'Manage API keys'],
    ['team:read', 'See the team'],
    ['team:write', 'Manage the team'],
    ['subscription:read', 'See the subscription'],
    ['subscription:write', 'Change the subscription'],
    ['security:read', 'See security rules'],
    ['security:write', 'Change security rules'],
    ['audit:read', 'Read the audit log'],
];

const ALL = SCOPES.map(([scope]) => scope);

/** What a role covers. The API decides; this only keeps buttons away that it would refuse. */
const ROLES = {
    owner: ALL,
    admin: ALL.filter(scope => scope !== 'subscription:write'),
    developer: ['inference', 'usage:write', 'usage:read', 'keys:read', 'keys:write', 'meters:write', 'team:read', 'subscription:read'],
    finance: ['usage:read', 'subscription:read', 'subscription:write', 'audit:read', 'team:read'],
    viewer: ['usage:read', 'keys:read', 'team:read', 'subscription:read'],
};

export const ROLE_NAMES = [['owner', 'Owner'], ['admin', 'Admin'], ['developer', 'Developer'], ['finance', 'Finance'], ['viewer', 'Viewer']];

export function mine() {
    const role = session.current?.role;
    return session.operator && !role ? ALL : ROLES[role] ?? ALL;
}

export const may = scope => mine().includes(scope);

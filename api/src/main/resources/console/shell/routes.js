/**
 * Every page: its address, its name, the module that defines its element, and how it is reached by keyboard (`g` and the letter).
 * `for`: tenant (needs one), operator, user (anybody signed in), visitor (nobody needs to be). Without a group it is in no list.
 */
export const ROUTES = [
    {path: '/', name: 'Overview', icon: 'overview', key: 'o', group: '', for: 'user', page: 'overview-page', module: '../metering/overview-page.js'},
    {path: '/usage', name: 'Usage', icon: 'usage', key: 'u', group: '', for: 'tenant', page: 'usage-page', module: '../metering/usage-page.js'},
    {path: '/meters', name: 'Meters', icon: 'meter', key: 'm', group: '', for: 'tenant', page: 'meters-page', module: '../catalog/meters-page.js'},
    {path: '/meters/:key/backfill', name: 'Backfill', for: 'tenant', page: 'backfill-page', module: '../metering/backfill-page.js'},
    {path: '/late', name: 'Late and rejected', icon: 'late', key: 'l', group: '', for: 'tenant', page: 'late-page', module: '../metering/late-page.js'},
    {path: '/certificates', name: 'Certificates', icon: 'check', key: 'c', group: '', for: 'tenant', page: 'certificates-page', module: '../metering/certificates-page.js'},
    {path: '/playground', name: 'Playground', icon: 'play', key: 'y', group: 'Models', for: 'tenant', page: 'playground-page', module: '../inference/playground-page.js'},
    {path: '/limits', name: 'Limits', icon: 'limit', key: 'r', group: 'Models', for: 'user', page: 'limits-page', module: '../access/limits-page.js'},
    {path: '/keys', name: 'API keys', icon: 'key', key: 'k', group: 'Access', for: 'tenant', page: 'keys-page', module: '../access/keys-page.js'},
    {path: '/team', name: 'Team', icon: 'team', key: 't', group: 'Access', for: 'tenant', page: 'team-page', module: '../access/team-page.js'},
    {path: '/security', name: 'Security', icon: 'shield', key: 'e', group: 'Access', for: 'user', page: 'security-page', module: '../access/security-page.js'},
    {path: '/audit', name: 'Audit log', icon: 'audit', key: 'a', group: 'Access', for: 'tenant', page: 'audit-page', module: '../access/audit-page.js'},
    {path: '/subscription', name: 'Subscription', icon: 'plan', key: 's', group: 'Account', for: 'tenant', page: 'subscription-page', module: '../catalog/subscription-page.js'},
    {path: '/tenants', name: 'Tenants', icon: 'tenants', key: 'p', group: 'Platform', for: 'operator', page: 'tenants-page', module: '../operator/tenants-page.js'},
    {path: '/people', name: 'People', icon: 'user', key: 'i', group: 'Platform', for: 'operator', page: 'people-page', module: '../operator/people-page.js'},
    {path: '/routes', name: 'Routes', icon: 'route', key: 'd', group: 'Platform', for: 'operator', page: 'routes-page', module: '../inference/routes-page.js'},
    {path: '/health', name: 'Health', icon: 'health', key: 'h', group: 'Platform', for: 'operator', page: 'health-page', module: '../operator/health-page.js'},
    {path: '/fates', name: 'Fates of facts', icon: 'fates', key: 'f', group: 'Platform', for: 'operator', page: 'fates-page', module: '../operator/fates-page.js'},
    {path: '/sign-in', name: 'Sign in', for: 'visitor', page: 'sign-in-page', module: '../access/sign-in-page.js'},
    {path: '/reset', name: 'Reset your password', for: 'visitor', page: 'reset-page', module: '../access/reset-page.js'},
    {path: '/password-resets/:token', name: 'Choose a new password', for: 'visitor', page: 'reset-page', module: '../access/reset-page.js'},
    {path: '/email-verifications/:token', name: 'Confirm your address', for: 'visitor', page: 'verify-page', module: '../access/verify-page.js'},
    {path: '/invitations/:token', name: 'Invitation', for: 'visitor', page: 'invitation-page', module: '../access/invitation-page.js'},
];

export const GROUPS = ['', 'Models', 'Access', 'Account', 'Platform'];

/** @return {route, parameters} or null; a path is matched without the leading /console */
export function match(path) {
    for (const route of ROUTES) {
        const names = [];
        const pattern = route.path.replace(/:(\w+)/g, (_, name) => {
            names.push(name);
            return '([^/]+)';
        });
        const found = new RegExp(`^${pattern}/?$`).exec(path);
        if (found) {
            return {route, parameters: Object.fromEntries(names.map((name, index) => [name, decodeURIComponent(found[index + 1])]))};
        }
    }
    return null;
}

import * as api from '../platform/api.js';

const REMEMBERED = 'matrix.tenant';

/** Who is signed in, and which tenant the pages are about. Fires `change`. */
class Session extends EventTarget {
    user = null;
    operator = false;
    tenants = [];
    impersonating = null;
    tenant = null;

    get isSignedIn() {
        return this.user !== null;
    }

    /** The tenant as {id, name, role?}; null for an operator who looks at the platform. */
    get current() {
        return this.tenants.find(({id}) => id === this.tenant) ?? null;
    }

    /** What to add to the query of a tenant's route. */
    get scope() {
        return this.tenant ? {tenant: this.tenant} : {};
    }

    async restore() {
        try {
            this.#take(await api.get('/v1/session', {}, {quiet: true}));
            await this.#knowTenants();
        } catch (failure) {
            if (failure.status !== 401) throw failure;
        }
    }

    async signIn(credentials) {
        this.#take(await api.post('/v1/session', credentials, {quiet: true}));
        await this.#knowTenants();
        this.#changed();
    }

    async signOut() {
        await api.remove('/v1/session', {quiet: true}).catch(() => {});
        this.forget();
    }

    forget() {
        if (!this.user) return;
        this.user = null;
        this.tenants = [];
        this.tenant = null;
        this.impersonating = null;
        api.useCsrf('');
        this.#changed();
    }

    async refresh() {
        this.#take(await api.get('/v1/session'));
        await this.#knowTenants();
        this.#changed();
    }

    choose(tenant) {
        this.tenant = tenant;
        remember(tenant);
        this.#changed();
    }

    #take(body) {
        this.user = body.user;
        this.operator = body.operator === true;
        this.tenants = body.tenants ?? [];
        this.impersonating = body.impersonating ?? null;
        api.useCsrf(body.csrf_token);
    }

    /** An operator may look at every tenant, and is a member of none. */
    async #knowTenants() {
        if (this.impersonating) {
            this.tenant = this.impersonating.tenant?.id ?? this.impersonating.tenant;
            if (!this.current) this.tenants = [await api.get(`/v1/tenants/${this.tenant}`), ...this.tenants];
            return;
        }
        if (this.operator) this.tenants = merge(this.tenants, await api.all('/v1/tenants'));
        const wanted = this.tenant ?? remembered();
        this.tenant = this.tenants.find(({id}) => id === wanted)?.id ?? (this.operator ? null : this.tenants[0]?.id ?? null);
    }

    #changed() {
        this.dispatchEvent(new Event('change'));
    }
}

function merge(own, all) {
    const roles = new Map(own.map(({id, role}) => [id, role]));
    return all.map(({id, name}) => ({id, name, role: roles.get(id)}));
}

function remembered() {
    try {
        return localStorage.getItem(REMEMBERED);
    } catch {
        return null;
    }
}

function remember(tenant) {
    try {
        if (tenant) localStorage.setItem(REMEMBERED, tenant);
        else localStorage.removeItem(REMEMBERED);
    } catch {
        // storage is switched off: the choice lasts as long as the page
    }
}

export const session = new Session();
api.whenSignedOut(() => session.forget());

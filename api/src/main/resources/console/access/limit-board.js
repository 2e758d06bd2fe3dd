import {h, put, s} from '../platform/dom.js';
import * as api from '../platform/api.js';
import {grouped} from '../platform/decimal.js';
import {formatClock} from '../platform/time.js';
import {errorState, emptyState} from '../elements/async-section.js';
import '../elements/time-stamp.js';
import {link} from '../shell/navigation.js';
import {session} from '../shell/session.js';
import {isRate, nameOf} from './limit-kinds.js';

const AGAIN_AFTER_MS = 2_000;
const NEARLY = 0.8;
const WHOSE = {tier: 'by the plan', subscription: 'agreed for the subscription', key: 'of this key alone'};

/** What the tenant's calls are held to and what is used of it now, as the edges say; asked again every two seconds. */
export class LimitBoard extends HTMLElement {
    /** Promises of the names of keys by id, and of plans by key; of others the id is shown. */
    names = {keys: new Map(), plans: new Map()};
    #timer = null;
    #asked = null;
    #rows = new Map();
    #shape = '';
    #state = h('span.live-dot', {role: 'status'}, 'Asking');
    #body = h('div.body', {'aria-busy': 'true'}, h('div.skeleton', {'aria-hidden': 'true'}, h('i'), h('i'), h('i')));
    #heading = h('h2', 'Now');

    connectedCallback() {
        put(this, h('section.card', h('header', this.#heading, this.#state), this.#body));
        this.#ask();
        this.#timer = setInterval(() => document.visibilityState === 'visible' && this.#ask(), AGAIN_AFTER_MS);
    }

    disconnectedCallback() {
        clearInterval(this.#timer);
        this.#asked?.abort();
    }

    /** Also when a limit was changed and nobody wants to wait. */
    refresh() {
        this.#ask();
    }

    async #ask() {
        this.#asked?.abort();
        const asked = new AbortController();
        this.#asked = asked;
        try {
            const [use, keys, plans] = await Promise.all([
                api.get(`/v1/tenants/${session.tenant}/limit-use`, {}, {signal: asked.signal}), this.names.keys, this.names.plans,
            ]);
            if (!asked.signal.aborted) this.#show(use, keys, plans);
        } catch (failure) {
            if (asked.signal.aborted) return;
            this.#say('off', 'Not known: trying again');
            if (this.#shape === '') put(this.#body, errorState(failure));
        }
        this.#body.removeAttribute('aria-busy');
    }

    #show(use, keyNames, planNames) {
        const heard = use.heard_at !== null;
        this.#say(heard ? 'on' : 'off', heard ? 'Live' : 'No edge is heard of: what is used is not known');
        this.dataset.heard = String(heard);
        put(this.#heading, use.plan ? `Now, under the plan ${planNames.get(use.plan) ?? use.plan}` : 'Now');
        const groups = [['', use.limits], ...use.keys.map(({key, limits}) => [key, limits])];
        const shape = JSON.stringify([use.subscription, groups.map(([key, limits]) => [key, limits.map(({kind, scope}) => [kind, scope])])]);
        if (shape !== this.#shape) {
            this.#shape = shape;
            this.#rows.clear();
            put(this.#body, use.subscription ? groups.map(([key, limits]) => this.#group(key, keyNames, limits)) : emptyState('No subscription is in force', 'Without one no call of a model is let through.',
                h('a.button', {href: link('/subscription')}, 'See the subscription')));
        }
        for (const [key, limits] of groups) {
            for (const limit of limits) this.#rows.get(`${key}/${limit.kind}`)?.update(limit);
        }
    }

    #group(key, keyNames, limits) {
        return h('div.limit-group', key && h('h3', 'Key ', h('a', {href: link(`/keys?key=${key}`)}, keyNames.get(key) ?? key)), limits.map(limit => {
            const row = new Row(limit);
            this.#rows.set(`${key}/${limit.kind}`, row);
            return row.element;
        }));
    }

    #say(kind, words) {
        this.#state.className = `live-dot ${kind}`;
        if (this.#state.textContent !== words) put(this.#state, words);
    }
}

/** One limit: its name, a bar of what is used, the figures, and when all is back. */
class Row {
    #used = h('span.number.limit-used');
    #left = h('span.limit-left');
    #fill = s('rect', {width: 0, height: 8});
    #bar;

    constructor({kind, scope}) {
        this.#bar = h('div.limit-bar', {role: 'meter', 'aria-label': nameOf(kind), 'aria-valuemin': '0'},
            s('svg', {viewBox: '0 0 100 8', preserveAspectRatio: 'none', 'aria-hidden': 'true'}, this.#fill));
        this.element = h('div.limit-row', {'data-kind': kind}, h('div', h('div.limit-name', nameOf(kind)), h('div.second-line', WHOSE[scope] ?? scope)), this.#bar, this.#used, this.#left);
    }

    update({kind, amount, burst, used, remaining, back_at: back}) {
        const most = isRate(kind) ? burst : amount;
        const share = used === null ? 0 : Math.min(1, used / most);
        this.#fill.setAttribute('width', String(100 * share));
        this.#bar.className = `limit-bar${used === null ? ' unknown' : share >= 1 ? ' full' : share >= NEARLY ? ' nearly' : ''}`;
        this.#bar.setAttribute('aria-valuemax', String(most));
        this.#bar.setAttribute('aria-valuenow', String(Math.min(used ?? 0, most)));
        this.#bar.setAttribute('aria-valuetext', used === null ? 'not known' : `${used} of ${most} used`);
        put(this.#used, used !== null && h('strong', grouped(String(used))), ` of ${grouped(String(amount))}`, burst !== amount && h('span.muted', `, ${grouped(String(burst))} at once`));
        put(this.#left, used === null ? 'not known' : `${grouped(String(remaining))} left${used > 0 ? returns(kind, back) : ''}`);
    }
}

/** When what is used comes back. */
function returns(kind, back) {
    if (back === null) return ', back when calls end';
    const left = Math.max(0, Date.parse(back) - Date.now());
    if (isRate(kind)) return `, all back in ${left < 1000 ? '1 s' : `${Math.ceil(left / 1000)} s`}`;
    return `, back at ${formatClock(new Date(back))}`;
}

customElements.define('limit-board', LimitBoard);

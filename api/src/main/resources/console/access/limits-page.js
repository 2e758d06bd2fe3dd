import {h} from '../platform/dom.js';
import * as api from '../platform/api.js';
import {emptyState, section} from '../elements/async-section.js';
import {table} from '../elements/data-table.js';
import {Page} from '../shell/page.js';
import {session} from '../shell/session.js';
import {editLimits, limitChips} from './limit-forms.js';
import {stateOf} from './keys-page.js';
import {refusedCalls} from './refused-calls.js';
import {may} from './scopes.js';
import './limit-board.js';

/** What calls of models may use: what is used of it now, what was refused, and who set it. */
class LimitsPage extends Page {
    #board = null;

    content() {
        const tenant = session.tenant;
        if (!tenant && !session.operator) return h('div.state', h('h1', 'Limits'), h('p', 'You are not a member of any tenant yet. Ask for an invitation.'));
        const decides = session.operator && !session.impersonating;
        const names = {
            keys: tenant && may('keys:read') ? named(api.all(`${path()}/api-keys`), ({id, name}) => [id, name]) : new Map(),
            plans: named(api.all('/v1/plans'), ({key, name}) => [key, name]),
        };
        if (tenant) {
            this.#board = document.createElement('limit-board');
            this.#board.names = names;
        }
        return [
            this.heading('Limits', tenant ? 'What calls of models may use. All keys share the limits of the subscription; a key’s own stand beside them.' : 'What calls of models may use, and what was refused, over all tenants.'),
            h('div.stack', this.#board, refusedCalls(names.keys), tenant && may('keys:read') && this.#keys(), decides && this.#plans(), decides && tenant && this.#agreed()),
        ];
    }

    /** Every key that may be used, with the limits it has of its own. */
    #keys() {
        const list = section(async signal => {
            const [keys, use] = await Promise.all([
                api.all(`${path()}/api-keys`, {}, {signal}), api.get(`${path()}/limit-use`, {}, {signal}),
            ]);
            const own = new Map(use.keys.map(({key, limits}) => [key, limits]));
            return keys.filter(key => stateOf(key) === 'active').map(key => ({...key, limits: own.get(key.id) ?? []}));
        }, keys => (keys.length === 0 ? emptyState('No API keys', 'Limits of their own can be given to keys once there are any.') : table('Limits of keys', [
            {name: 'Key', cell: ({name, last_four: four}) => h('div', h('span.primary-line', name), h('div.second-line.mono', `…${four}`))},
            {name: 'Of its own', cell: ({limits}) => limitChips(limits, 'only what all keys share')},
            {name: 'Actions', actions: true, cell: key => may('keys:write') && h('div.actions', h('button.button.small', {
                type: 'button', 'aria-label': `Set the limits of ${key.name}`, onclick: () => editLimits(`Limits of “${key.name}”`, `${path()}/api-keys/${key.id}/limits`,
                    'They stand beside what all keys share, and cannot be more than that.', () => this.#changed(list)),
            }, 'Set limits'))},
        ], keys)));
        return h('section.card', h('header.plain', h('h2', 'Limits of keys')), list);
    }

    /** Defaults of the plans; the operator’s. */
    #plans() {
        const list = section(async signal => {
            const plans = await api.all('/v1/plans', {}, {signal});
            const sets = await Promise.all(plans.map(({key}) => api.get(`/v1/plans/${key}/limits`, {}, {signal})));
            return plans.map((plan, index) => ({...plan, limits: sets[index].limits}));
        }, plans => table('Limits of plans', [
            {name: 'Plan', cell: ({name}) => h('span.primary-line', name)},
            {name: 'Limits', cell: ({limits}) => limitChips(limits, 'not set: calls are refused')},
            {name: 'Actions', actions: true, cell: plan => h('div.actions', h('button.button.small', {
                type: 'button', 'aria-label': `Edit the limits of the plan ${plan.name}`, onclick: () => editLimits(`Limits of the plan ${plan.name}`, `/v1/plans/${plan.key}/limits`,
                    'For every subscription to it, unless something else was agreed. Each subscription has all of it.', () => this.#changed(list)),
            }, 'Edit'))},
        ], plans));
        return h('section.card', h('header.plain', h('h2', 'Defaults of the plans')), list);
    }

    /** What was agreed for the subscription in force, in place of its plan’s; the operator’s. */
    #agreed() {
        const list = section(async signal => {
            const {subscription} = await api.get(`${path()}/limit-use`, {}, {signal});
            return subscription && {subscription, ...await api.get(`${path()}/subscriptions/${subscription}/limits`, {}, {signal})};
        }, set => (set ? h('div.padded.split', limitChips(set.limits, 'Nothing: the plan’s defaults hold.'), h('button.button.small', {
            type: 'button', onclick: () => editLimits(`Limits agreed with ${session.current?.name ?? 'the tenant'}`, `${path()}/subscriptions/${set.subscription}/limits`,
                'Each stands in place of the plan’s limit of its kind.', () => this.#changed(list)),
        }, 'Agree on limits')) : emptyState('No subscription is in force')));
        return h('section.card', h('header.plain', h('h2', `Agreed with ${session.current?.name ?? 'the tenant'}`)), list);
    }

    #changed(list) {
        list.reload();
        this.#board?.refresh();
    }
}

/** Names by id; none where they cannot be had: then ids are shown. */
async function named(rows, entry) {
    return new Map((await rows.catch(() => [])).map(entry));
}

const path = () => `/v1/tenants/${session.tenant}`;

customElements.define('limits-page', LimitsPage);

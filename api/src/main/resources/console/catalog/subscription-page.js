import {h} from '../platform/dom.js';
import * as api from '../platform/api.js';
import {emptyState, section} from '../elements/async-section.js';
import {table} from '../elements/data-table.js';
import {openDialog} from '../elements/dialog.js';
import {field, form} from '../elements/form.js';
import {toast} from '../elements/toast.js';
import {floorTo, MINUTE, toLocalInput} from '../platform/time.js';
import {Page} from '../shell/page.js';
import {session} from '../shell/session.js';
import {may} from '../access/scopes.js';
import {POLICIES} from '../metering/fate-columns.js';

const QUARTER = 15 * MINUTE;
const STATES = {active: 'good', scheduled: 'accent', ending: 'warn', ended: ''};

/** The plan the tenant is on, in phases of time. */
class SubscriptionPage extends Page {
    #section = null;

    content() {
        this.#section = section(async signal => {
            const [subscriptions, plans] = await Promise.all([api.all(path(), {}, {signal}), api.all('/v1/plans', {}, {signal})]);
            return {subscriptions, plans};
        }, found => this.#body(found));
        return [this.heading('Subscription', 'What is used is attributed to the subscription that is in force when it is recorded.'), this.#section];
    }

    #body({subscriptions, plans}) {
        const current = subscriptions.find(({status}) => status !== 'ended');
        const earlier = subscriptions.filter(one => one !== current);
        const name = key => plans.find(plan => plan.key === key)?.name ?? key;
        return h('div.stack',
            current ? this.#current(current, name, plans) : h('section.card', emptyState('No subscription', 'Choose a plan to start one.',
                may('subscription:write') && h('button.button.primary', {type: 'button', onclick: () => this.#start(plans)}, 'Start a subscription'))),
            h('section.card', h('header.plain', h('h2', 'Plans')), plans.length === 0 ? emptyState('No plans are on offer') : table('Plans', [
                {name: 'Plan', cell: plan => h('span.primary-line', plan.name)},
                {name: 'What it is', cell: ({description}) => description ?? ''},
                {name: 'How', cell: ({self_service: own}) => (own ? 'Choose it here' : h('span.muted', 'By agreement with the operator'))},
                {name: 'Late usage', cell: ({late_usage: policy}) => POLICIES[policy] ?? policy},
                session.operator && !session.impersonating && {name: 'Edit', actions: true, cell: plan => h('button.button.small', {type: 'button', 'aria-label': `Change late usage of ${plan.name}`, onclick: () => this.#lateUsage(plan.key)}, 'Change')},
                {name: '', cell: ({key}) => (key === current?.plan ? h('span.badge.dot.good', 'yours') : '')},
            ].filter(Boolean), plans)),
            earlier.length > 0 && h('section.card', h('header.plain', h('h2', 'Earlier subscriptions')), table('Earlier subscriptions', [
                {name: 'Started', cell: ({starts_at: at}) => h('time-stamp', {at, form: 'day'})},
                {name: 'Ended', cell: ({ends_at: at}) => (at ? h('time-stamp', {at, form: 'day'}) : h('span.muted', 'withdrawn'))},
                {name: 'Plans', cell: ({phases}) => phases.map(({plan}) => name(plan)).join(', ') || '–'},
            ], earlier)));
    }

    #current(current, name, plans) {
        const now = Date.now();
        const writes = may('subscription:write');
        return h('section.card', h('header', h('h2', current.plan ? name(current.plan) : 'Starts later'), h(`span.badge.dot${STATES[current.status] ? `.${STATES[current.status]}` : ''}`, current.status),
            writes && h('div.actions', h('button.button', {type: 'button', onclick: () => this.#change(current, plans)}, 'Change plan'),
                !current.ends_at && h('button.button.danger-quiet', {type: 'button', onclick: () => this.#cancel(current)}, 'Cancel'))),
        table('Phases', [
            {name: 'Plan', cell: ({plan}) => h('span.primary-line', name(plan))},
            {name: 'From', cell: ({from: at}) => h('time-stamp', {at})},
            {name: 'To', cell: ({to: at}) => (at ? h('time-stamp', {at}) : h('span.muted', 'until changed'))},
            {name: 'State', cell: ({from, to}) => (Date.parse(from) > now ? h('span.badge.accent', 'to come') : to && Date.parse(to) <= now ? h('span.badge', 'past') : h('span.badge.dot.good', 'now'))},
        ], current.phases), h('div.foot', h('code', current.id), h('span', 'Since ', h('time-stamp', {at: current.starts_at, form: 'day'}))));
    }

    async #lateUsage(key) {
        const {body: plan, etag} = await api.send('GET', `/v1/plans/${key}`);
        const policy = field('late_usage', 'Usage that comes when its period is over', {choices: Object.entries(POLICIES), value: plan.late_usage, hint: 'For periods that end from now on.'});
        openDialog(`Late usage under ${plan.name}`, close => form([policy], 'Save', async () => {
            await api.patch(`/v1/plans/${key}`, {late_usage: policy.value}, {ifMatch: etag});
            this.#done('Saved.', close);
        }, {cancel: close}));
    }

    #start(plans) {
        const plan = planField(plans);
        openDialog('Start a subscription', close => form([plan], 'Start', async () => {
            await api.post(path(), {plan: plan.value});
            this.#done('The subscription starts at the next quarter hour.', close);
        }, {cancel: close}));
    }

    #change(current, plans) {
        const plan = planField(plans, current.plan);
        const when = whenField();
        openDialog('Change the plan', close => form([plan, when], 'Change', async () => {
            await api.post(`${path()}/${current.id}/changes`, {plan: plan.value, effective_at: when.moment});
            this.#done('The change is planned.', close);
        }, {cancel: close}));
    }

    #cancel(current) {
        const when = whenField();
        openDialog('Cancel the subscription', close => form([h('p', 'What is used after it has ended belongs to no subscription. Its history stays.'), when], 'Cancel the subscription', async () => {
            await api.post(`${path()}/${current.id}/cancellation`, {effective_at: when.moment});
            this.#done('The subscription is cancelled.', close);
        }, {cancel: close, danger: true}));
    }

    #done(text, close) {
        toast(text);
        this.#section.reload();
        close();
    }
}

const path = () => `/v1/tenants/${session.tenant}/subscriptions`;

function planField(plans, chosen) {
    const open = plans.filter(({self_service: own}) => own || session.operator);
    return field('plan', 'Plan', {choices: open.map(({key, name}) => [key, name]), value: chosen ?? open[0]?.key});
}

function whenField() {
    const next = floorTo(Date.now(), QUARTER) + QUARTER;
    const when = field('effective_at', 'When', {type: 'datetime-local', min: toLocalInput(next), step: String(QUARTER / 1000), hint: 'A full quarter hour in your time zone. Empty: the next one.'});
    Object.defineProperty(when, 'moment', {get: () => (when.value ? new Date(when.value).toISOString() : null)});
    return when;
}

customElements.define('subscription-page', SubscriptionPage);

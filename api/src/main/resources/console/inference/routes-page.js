import {h, icon} from '../platform/dom.js';
import * as api from '../platform/api.js';
import {grouped} from '../platform/decimal.js';
import {emptyState, section} from '../elements/async-section.js';
import {table} from '../elements/data-table.js';
import {confirmDialog} from '../elements/dialog.js';
import {notice} from '../elements/form.js';
import {toast} from '../elements/toast.js';
import '../elements/time-stamp.js';
import {Page} from '../shell/page.js';
import {DIALECTS, defineRoute, editRoute} from './route-form.js';

const AGAIN_AFTER_MS = 5_000;
/** Of several edges the worst word about a server stands beside it. */
const SEVERITY = ['bad', 'warn', '', 'good'];

/** Which models can be called, who answers for each, and how those servers are as the edges see them. */
class RoutesPage extends Page {
    #routes = null;
    #servers = null;
    #timer = null;

    disconnectedCallback() {
        clearInterval(this.#timer);
    }

    content() {
        this.#routes = section(signal => this.#load(signal), found => this.#list(found));
        this.#servers = section(signal => api.get('/v1/upstreams', {}, {signal}), health => this.#health(health));
        this.#timer = setInterval(() => {
            if (document.visibilityState !== 'visible') return;
            this.#routes.reload({quiet: true});
            this.#servers.reload({quiet: true});
        }, AGAIN_AFTER_MS);
        return [
            this.heading('Routes', 'Which models can be called, and the servers that answer, in the order they are asked.',
                h('button.button.primary', {type: 'button', onclick: () => defineRoute(() => this.#again())}, icon('plus'), 'Define route')),
            h('div.stack', h('section.card', h('header.plain', h('h2', 'Models')), this.#routes),
                h('section.card', h('header.plain', h('h2', 'Servers, as the edges see them')), this.#servers)),
        ];
    }

    async #load(signal) {
        const [routes, health] = await Promise.all([api.all('/v1/routes', {}, {signal}), api.get('/v1/upstreams', {}, {signal})]);
        return {routes, seen: new Map(health.upstreams.map(({base_url: url, edges}) => [url, edges]))};
    }

    #list({routes, seen}) {
        if (routes.length === 0) return emptyState('No model can be called', 'Define a route to the servers of a provider.');
        return table('Models', [
            {name: 'Model', cell: ({model}) => h('span.primary-line.mono', model)},
            {name: 'Servers', cell: ({upstreams}) => h('ol.upstreams', upstreams.map(upstream => line(upstream, seen.get(upstream.base_url) ?? [])))},
            {name: 'Tokens at most', number: true, cell: ({context_tokens: context, max_output_tokens: most}) => h('div', h('div', most === undefined ? '–' : `${grouped(String(most))} out`), context !== undefined && h('div.second-line', `${grouped(String(context))} in all`))},
            {name: 'Changed', cell: ({changed_at: at}) => h('time-stamp', {at, form: 'day'})},
            {name: 'Actions', actions: true, cell: ({model}) => h('div.actions',
                h('button.button.small', {type: 'button', 'aria-label': `Edit the route of ${model}`, onclick: () => editRoute(model, () => this.#again())}, 'Edit'),
                h('button.button.small.danger-quiet', {type: 'button', 'aria-label': `Retire the route of ${model}`, onclick: () => this.#retire(model)}, 'Retire'))},
        ], routes);
    }

    #health({edges, upstreams}) {
        const heard = edges.filter(edge => edge.heard);
        const rows = upstreams.flatMap(upstream => (upstream.edges.length > 0 ? upstream.edges.map(seen => ({...upstream, seen})) : [{...upstream, seen: null}]));
        return h('div', heard.length === 0 && h('div.body', notice('warn', 'No edge is heard of: how the servers are is not known.')), rows.length > 0 && table('Servers', [
            {name: 'Server', cell: ({base_url: url, models}) => h('div', h('span.primary-line.mono', url), h('div.second-line', models.join(', ')))},
            {name: 'Edge', cell: ({seen}) => seen?.edge ?? h('span.muted', 'none has said')},
            {name: 'State', cell: ({seen}) => (seen ? state(seen) : unknown())},
            {name: 'Answered', number: true, cell: ({seen}) => (seen ? h('div', grouped(String(seen.answered)), seen.last_answered_at && h('div.second-line', h('time-stamp', {at: seen.last_answered_at, form: 'relative'}))) : unknown())},
            {name: 'Failed', cell: ({seen}) => (seen ? faults(seen) : unknown())},
            {name: 'Credentials', cell: ({seen}) => (!seen ? unknown() : seen.missing_credentials.length > 0 ? h('div.chips', seen.missing_credentials.map(name => h('span.badge.bad', `${name} is missing`))) : h('span.muted', 'none is missing'))},
        ], rows), h('div.foot', edges.length === 0 ? 'No edge has spoken within two days.' : edges.map(({edge, heard: lives, heard_at: at, started_at: since}) => h('span', h(`span.badge.dot.${lives ? 'good' : 'bad'}`, edge), lives ? ' heard ' : ' silent since ', h('time-stamp', {at, form: lives ? 'relative' : 'long'}), ', runs since ', h('time-stamp', {at: since, form: 'long'})))));
    }

    async #retire(model) {
        const path = `/v1/routes/${encodeURIComponent(model)}`;
        const {etag} = await api.send('GET', path);
        if (await confirmDialog(`Retire the route of ${model}?`, 'Calls of it are answered “no such model” within seconds. Calls under way go on.', 'Retire the route', () => api.remove(path, {ifMatch: etag}))) {
            toast(`${model} cannot be called any more.`);
            this.#again();
        }
    }

    #again() {
        this.#routes.reload();
        this.#servers.reload();
    }
}

function line({provider, base_url: url, model, dialect, credential}, edges) {
    const [kind, word] = edges.map(conditionOf).sort(([one], [other]) => SEVERITY.indexOf(one) - SEVERITY.indexOf(other))[0] ?? ['', 'not known'];
    const missing = edges.some(seen => seen.missing_credentials.includes(credential));
    return h('li', h('strong', provider), ` as ${model} `, h(`span.badge.dot${kind && `.${kind}`}`, word), h('div.second-line.mono', url), h('div.second-line', `speaks ${new Map(DIALECTS).get(dialect ?? 'openai')}, `, credential ? ['secret: ', h('code', credential), missing && h('span.bad', ' is missing at the edge')] : 'asks for no secret'));
}

const unknown = () => h('span.muted', 'not known');

/** What the edge does with the server, in a word. One that nobody has called may be well or not: nobody knows. */
function conditionOf({breaker, failures_in_a_row: failures, answered}) {
    if (breaker === 'open') return ['bad', 'left alone'];
    if (breaker === 'half_open') return ['warn', 'to be tried again'];
    if (failures > 0) return ['warn', 'fails'];
    return answered > 0 ? ['good', 'answers'] : ['', 'not called yet'];
}

function state(seen) {
    const {breaker, failures_in_a_row: failures, rests_until: until} = seen;
    const [kind, word] = conditionOf(seen);
    return h('div', h(`span.badge.dot${kind && `.${kind}`}`, word), breaker === 'open' ? h('div.second-line', 'until ', h('time-stamp', {at: until, form: 'long'})) : failures > 0 && h('div.second-line', `${failures} failures in a row`));
}

function faults({faults: counts, last_fault: last, last_fault_at: at}) {
    const all = Object.entries(counts);
    if (all.length === 0) return h('span.muted', 'none');
    return h('div', h('div.chips', all.map(([fault, number]) => h('span.chip', `${grouped(String(number))} ${fault}`))), h('div.second-line', `${last} `, h('time-stamp', {at, form: 'relative'})));
}

customElements.define('routes-page', RoutesPage);

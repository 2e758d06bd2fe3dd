import {h} from '../platform/dom.js';
import * as api from '../platform/api.js';
import {add, change, compare, divide, grouped, percent, short} from '../platform/decimal.js';
import {bounds, rangeOf, RANGES} from '../platform/ranges.js';
import {formatMilliseconds, rfc} from '../platform/time.js';
import {emptyState, section} from '../elements/async-section.js';
import {shareBar, table} from '../elements/data-table.js';
import {segments} from '../elements/segments.js';
import {sparkLine} from '../elements/spark-line.js';
import {timeChart} from '../elements/time-chart.js';
import {here, keep, link} from '../shell/navigation.js';
import {Page} from '../shell/page.js';
import {session} from '../shell/session.js';
import {may} from '../access/scopes.js';
import {readOverview} from './overview-data.js';
import './live-panel.js';

const AGAIN_AFTER_MS = 30_000;

/** How much is used, how well it is answered, and by whom; now and up to 90 days back. */
class OverviewPage extends Page {
    #range = rangeOf(here().query.get('range') ?? '24h');
    #compares = here().query.get('compare') !== 'no';
    #section = null;
    #timer = null;

    disconnectedCallback() {
        clearInterval(this.#timer);
    }

    content() {
        this.#section = section(signal => this.#load(signal), overview => this.#body(overview), {tall: true});
        this.#timer = setInterval(() => document.visibilityState === 'visible' && this.#section.reload({quiet: true}), AGAIN_AFTER_MS);
        const comparing = h('input', {type: 'checkbox', checked: this.#compares, onchange: () => {
            this.#compares = comparing.checked;
            this.#again();
        }});
        return [
            this.heading('Overview', null,
                h('label.choice.small.muted', comparing, 'Compare with the period before'),
                segments('Range', RANGES.map(({key, name}) => [key, name]), this.#range.key, key => {
                    this.#range = rangeOf(key);
                    this.#again();
                })),
            h('div.stack', session.tenant && document.createElement('live-panel'), this.#section),
        ];
    }

    #again() {
        keep({range: this.#range.key, compare: this.#compares ? null : 'no'});
        this.#section.reload();
    }

    async #load(signal) {
        const {from, to} = bounds(this.#range);
        const [answer, names] = await Promise.all([api.get('/v1/analytics/overview', {
            from: rfc(from), to: rfc(to), window: this.#range.window, compare: this.#compares ? 'previous' : null, ...session.scope,
        }, {signal}), keyNames(signal)]);
        return readOverview(answer, this.#range, {from, to}, names);
    }

    #body(overview) {
        const {totals, times} = overview;
        if (totals.calls === '0' && (overview.before?.calls ?? '0') === '0') {
            return h('section.card', emptyState('No calls in this range', 'They show up here seconds after the door has accepted them. Create an API key and send the first one.',
                h('a.button.primary', {href: link('/keys')}, 'Create an API key'), h('a.button', {href: '/docs'}, 'Read the API documentation')));
        }
        return h('div.stack', this.#tiles(overview),
            h('div.grid-2', this.#calls(overview), this.#tokens(overview), this.#errors(overview), this.#latency(overview)),
            h(overview.tenants.length ? 'div.grid-3' : 'div.grid-2',
                this.#top('Top models', 'Model', overview.models, totals.calls, 1),
                this.#top('Top API keys', 'Key', overview.keys, totals.calls, 2),
                overview.tenants.length > 0 && this.#top('Top tenants', 'Tenant', overview.tenants, totals.calls, 5)),
            times.length === 0 && h('p.muted', 'There is no series for this range.'));
    }

    #tiles({totals, before, latency, firstToken, series}) {
        const seconds = String(this.#range.length / 1000);
        const values = name => series.map(point => point[name]);
        return h('div.tiles',
            tile('Calls', short(totals.calls), grouped(totals.calls), [`${short(divide(totals.calls, seconds, 2))} per second`, difference(totals.calls, before?.calls)], values('calls')),
            tile('Input tokens', short(totals.input), grouped(totals.input), [difference(totals.input, before?.input) ?? 'read by models'], values('input')),
            tile('Output tokens', short(totals.output), grouped(totals.output), [difference(totals.output, before?.output) ?? 'written by models'], values('output')),
            tile('Errors', percent(totals.errors, totals.calls, 2) ?? '–', `${grouped(totals.errors)} of ${grouped(totals.calls)}`, [`${grouped(totals.errors)} calls`, difference(totals.errors, before?.errors)], values('errors')),
            tile('Latency, p95', formatMilliseconds(latency.p95), null, [`p50 ${formatMilliseconds(latency.p50)}`, `p99 ${formatMilliseconds(latency.p99)}`], series.map(({p95}) => p95)),
            tile('First token, p95', formatMilliseconds(firstToken.p95), null, [`p50 ${formatMilliseconds(firstToken.p50)}`, `p99 ${formatMilliseconds(firstToken.p99)}`]));
    }

    #chart(title, overview, series, options = {}) {
        return this.card(title, timeChart({
            times: overview.times, step: overview.step, bounds: overview.bounds, series, label: `${title} over ${this.#range.name}`, height: 190, format: options.format, ...options,
        }), {plain: true});
    }

    #calls(overview) {
        return this.#chart('Calls', overview, [
            {name: 'Calls', values: overview.series.map(({calls}) => calls), colour: 1, kind: 'area', format: grouped},
            ...overview.previous.length ? [{name: 'The period before', values: overview.previous.map(({calls}) => calls), colour: 'before', kind: 'line', format: grouped}] : [],
        ]);
    }

    #tokens(overview) {
        return this.#chart('Tokens', overview, [
            {name: 'Input tokens', values: overview.series.map(({input}) => input), colour: 2, kind: 'bars', format: grouped},
            {name: 'Output tokens', values: overview.series.map(({output}) => output), colour: 5, kind: 'bars', format: grouped},
        ]);
    }

    #errors(overview) {
        return this.#chart('Errors', overview, [
            {name: 'Errors', values: overview.series.map(({errors}) => errors), colour: 4, kind: 'bars', format: grouped},
            ...overview.previous.length ? [{name: 'The period before', values: overview.previous.map(({errors}) => errors), colour: 'before', kind: 'line', format: grouped}] : [],
        ]);
    }

    #latency(overview) {
        return this.#chart('Latency', overview, [['p99', 3], ['p95', 6], ['p50', 2]].map(([name, colour]) => ({
            name, values: overview.series.map(point => point[name]), colour, kind: 'line',
        })), {format: formatMilliseconds});
    }

    #top(title, name, rows, whole, colour) {
        const greatest = rows.reduce((most, {calls}) => (compare(calls, most) > 0 ? calls : most), '0');
        return this.card(title, rows.length === 0 ? emptyState('Nothing yet') : table(title, [
            {name, cell: row => h('div', row.href ? h('a.primary-line', {href: row.href}, row.name) : h('span.primary-line', row.name), row.below && h('div.second-line', row.below))},
            {name: 'Share', share: true, cell: ({calls}) => shareBar(calls, greatest, `var(--series-${colour})`)},
            {name: 'Calls', number: true, cell: ({calls}) => h('span', {title: percent(calls, whole) ?? ''}, grouped(calls))},
            {name: 'Tokens', number: true, cell: ({input, output}) => h('span', {title: grouped(add(input, output))}, short(add(input, output)))},
        ], rows, {narrow: true}), {padded: false, plain: true});
    }
}

/** Names of the tenant's keys by id; none where they may not be read: then their ids are shown. */
async function keyNames(signal) {
    if (!session.tenant || !may('keys:read')) return new Map();
    const keys = await api.all(`/v1/tenants/${session.tenant}/api-keys`, {}, {signal}).catch(() => []);
    return new Map(keys.map(({id, name}) => [id, name]));
}

function tile(name, value, exact, below, values) {
    return h('div.tile', h('div.name', name), h('div.figure', {title: exact}, value), h('div.below', below.filter(Boolean).map(text => (text instanceof Node ? text : h('span', text)))),
        values && values.length > 1 && sparkLine(values));
}

function difference(now, before) {
    if (before === undefined || before === null) return null;
    const text = change(now, before);
    return text && h('span', {title: `${grouped(before)} in the period before`}, text);
}

customElements.define('overview-page', OverviewPage);

import {h} from '../platform/dom.js';
import * as api from '../platform/api.js';
import {compare, grouped, sum} from '../platform/decimal.js';
import {bounds, rangeOf, RANGES} from '../platform/ranges.js';
import {rfc} from '../platform/time.js';
import {emptyState, section} from '../elements/async-section.js';
import {shareBar, table} from '../elements/data-table.js';
import {segments} from '../elements/segments.js';
import {timeChart} from '../elements/time-chart.js';
import {here, keep, link} from '../shell/navigation.js';
import {session} from '../shell/session.js';

const REFUSED = 429;
/** Calls as received are kept for 45 days. */
const OFFERED = RANGES.filter(({key}) => key !== '90d');

/**
 * Calls that limits refused, as their facts tell: when, of which key, of which model.
 *
 * @param names promise of the names of keys by id
 */
export function refusedCalls(names) {
    let range = rangeOf(here().query.get('range') ?? '24h');
    const report = section(signal => {
        const {from, to} = bounds(range);
        return Promise.all([api.get('/v1/analytics/statuses', {from: rfc(from), to: rfc(to), window: range.window, status: REFUSED, ...session.scope}, {signal}), names]);
    }, ([answer, keyNames]) => body(answer, range, keyNames), {tall: true});
    return h('section.card', h('header', h('h2', 'Refused calls'), segments('Range', OFFERED.map(({key, name}) => [key, name]), range.key, key => {
        range = rangeOf(key);
        keep({range: key});
        report.reload();
    })), report, h('div.foot', h('span', 'Calls that were answered 429, by their facts as they were received. Calls that your own programs report with that status are among them.')));
}

function body({series, top_keys: keys, top_models: models}, range, keyNames) {
    if (series.length === 0) return emptyState('No call was refused', 'Within this range limits let every call through.');
    const {from, to} = bounds(range);
    const times = Array.from({length: Math.round((to - from) / range.step)}, (_, index) => from + index * range.step);
    const calls = new Map(series.map(point => [Date.parse(point.start), point.calls]));
    const total = sum(series.map(point => point.calls));
    return h('div', h('div.padded', h('p', h('strong', grouped(total)), total === '1' ? ' call' : ' calls'),
        timeChart({times, step: range.step, bounds: [from, to], height: 150, legend: false, format: grouped, label: `Refused calls over ${range.name}, ${grouped(total)} in all`,
            series: [{name: 'Refused', values: times.map(time => calls.get(time) ?? '0'), colour: 4, kind: 'bars'}]})),
    h('div.grid-2.bordered',
        top('Keys', 'Key', keys.map(({key_id: id, calls: number}) => ({name: keyNames.get(id) ?? id, href: session.tenant && link(`/keys?key=${id}`), calls: number}))),
        top('Models', 'Model', models.map(({model, calls: number}) => ({name: model, calls: number})))));
}

function top(title, name, rows) {
    const greatest = rows.reduce((most, {calls}) => (compare(calls, most) > 0 ? calls : most), '0');
    return h('div', table(`Refused calls by ${title.toLowerCase()}`, [
        {name, cell: row => (row.href ? h('a.primary-line', {href: row.href}, row.name) : h('span.primary-line', row.name))},
        {name: 'Share', share: true, cell: ({calls}) => shareBar(calls, greatest, 'var(--series-4)')},
        {name: 'Refused', number: true, cell: ({calls}) => grouped(calls)},
    ], rows, {narrow: true}));
}

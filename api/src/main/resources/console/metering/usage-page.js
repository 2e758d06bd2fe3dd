import {h, icon, put} from '../platform/dom.js';
import * as api from '../platform/api.js';
import {csv, download} from '../platform/csv.js';
import {compare, grouped, percent} from '../platform/decimal.js';
import {bounds, rangeOf, RANGES} from '../platform/ranges.js';
import {rfc} from '../platform/time.js';
import {emptyState, section} from '../elements/async-section.js';
import {shareBar, table} from '../elements/data-table.js';
import {field} from '../elements/form.js';
import {segments} from '../elements/segments.js';
import {timeChart} from '../elements/time-chart.js';
import {here, keep} from '../shell/navigation.js';
import {Page} from '../shell/page.js';
import {session} from '../shell/session.js';
import {boundOf, isAdditive} from '../catalog/aggregations.js';
import {arrange, WINDOWS, windowsFor} from './usage-data.js';

const ROWS_SHOWN = 60;
const GAPS_SHOWN = 100;
const GAPS_LONGEST = 31 * 86_400_000;

/** One meter, cut by time and by its dimensions; as a chart, as a table, as a file. */
class UsagePage extends Page {
    #meters = [];
    #choice = {};
    #controls = h('div.toolbar');
    #section = null;

    content() {
        const {query} = here();
        this.#choice = {
            meter: query.get('meter') ?? 'api.calls', group: query.get('group') ?? '', filter: query.getAll('filter'),
            range: rangeOf(query.get('range') ?? '24h'), window: query.get('window'),
        };
        return [
            this.heading('Usage', 'Exact quantities of one meter, in windows of UTC.'),
            section(signal => api.all('/v1/meters', session.scope, {signal}), meters => this.#ready(meters)),
        ];
    }

    #ready(meters) {
        this.#meters = meters;
        if (!meters.some(({key}) => key === this.#choice.meter)) this.#choice.meter = meters[0]?.key;
        this.#section = section(signal => this.#load(signal), report => this.#report(report), {tall: true});
        this.#fillControls();
        return h('div.stack', h('section.card', h('div.body', this.#controls)), this.#section);
    }

    get #meter() {
        return this.#meters.find(({key}) => key === this.#choice.meter);
    }

    #fillControls() {
        const {meter, group, range, filter} = this.#choice;
        const dimensions = this.#meter?.dimensions ?? [];
        if (!windowsFor(range).includes(this.#choice.window)) this.#choice.window = range.window;
        const pick = (name, label, options, value, change) => {
            const one = field(name, label, {choices: options, value});
            one.control.addEventListener('change', () => change(one.value));
            return one;
        };
        put(this.#controls,
            pick('meter', 'Meter', this.#meters.map(({key}) => [key, key]), meter, value => this.#change({meter: value, group: '', filter: []})),
            pick('group', 'Group by', [['', 'Nothing'], ...dimensions.map(name => [name, name])], group, value => this.#change({group: value})),
            pick('window', 'Window', windowsFor(range).map(name => [name, WINDOWS[name].name]), this.#choice.window, value => this.#change({window: value})),
            this.#filterField(dimensions),
            h('div.field', h('span.label.small.muted', 'Range'), segments('Range', RANGES.map(({key, name}) => [key, name]), range.key, key => this.#change({range: rangeOf(key), window: null}))),
            filter.length > 0 && h('div.chips.filters', filter.map(one => h('span.chip', one, h('button', {
                type: 'button', 'aria-label': `Remove the filter ${one}`, onclick: () => this.#change({filter: filter.filter(other => other !== one)}),
            }, icon('close'))))));
    }

    #filterField(dimensions) {
        const input = field('filter', 'Filter', {placeholder: dimensions.length ? `${dimensions[0]}:value` : 'no dimensions', disabled: dimensions.length === 0, autocomplete: 'off'});
        input.control.addEventListener('keydown', event => {
            const text = input.value.trim();
            if (event.key !== 'Enter' || !text) return;
            const name = text.slice(0, Math.max(0, text.indexOf(':')));
            if (!dimensions.includes(name)) input.fault(`Write ${dimensions.join(' or ')}, a colon, and the value.`);
            else this.#change({filter: [...new Set([...this.#choice.filter, text])]});
        });
        return input;
    }

    #change(part) {
        this.#choice = {...this.#choice, ...part};
        this.#fillControls();
        const {meter, group, filter, range, window} = this.#choice;
        keep({meter, group, filter, range: range.key, window});
        this.#section.reload();
    }

    async #load(signal) {
        const {meter, group, filter, range, window} = this.#choice;
        const step = WINDOWS[window].step;
        const {from, to} = bounds({...range, step: Math.max(step, range.step)});
        const ask = parts => api.get('/v1/usage', {meter, from: rfc(from), to: rfc(to), window, group_by: group, filter, ...session.scope, ...parts}, {signal});
        const additive = isAdditive(this.#meter?.aggregation);
        const sampled = Boolean(this.#meter?.gap_max);
        const since = Math.max(from, to - GAPS_LONGEST);
        const [gaps, report, groups, all] = await Promise.all([sampled ? api.all('/v1/usage/gaps', {meter, from: rfc(since), to: rfc(to), ...session.scope}, {signal, bound: GAPS_SHOWN}) : [], ask({}), additive ? null : ask({window: 'total'}), additive || !group ? null : ask({window: 'total', group_by: ''})]);
        const whole = groups && {groups: groups.data, all: (all ?? groups).data};
        return {...arrange(report, group, from, to, step, whole), additive, meter, group, gaps, step, bounds: [from, to], unit: report.unit, rows: report.data};
    }

    #report(report) {
        const {groups, total, times, step, unit, additive, error, gaps} = report;
        if (groups.length === 0) {
            return h('section.card', emptyState('No usage in this range', 'Nothing was counted by this meter with this filter. A meter counts what is recorded after it was defined.'));
        }
        const greatest = groups.reduce((most, one) => (compare(one.total, most) > 0 ? one.total : most), '0');
        return h('div.stack',
            h('section.card', h('header.plain', h('h2', h('span.number', grouped(total)), h('small', unit), error && h('small', ` ${boundOf(error)}`)), h('div.actions',
                h('button.button', {type: 'button', onclick: () => this.#save(report)}, icon('download'), 'Download CSV'))),
            h('div.body', timeChart({
                times, step, bounds: report.bounds, height: 280, legend: groups.length > 1, label: `${report.meter} over time, ${grouped(total)} ${unit} in all`,
                series: groups.map(({name, values}, index) => ({name: name || '(none)', values, colour: (index % 8) + 1, kind: additive ? 'bars' : 'line', format: grouped})),
            }))),
            h('section.card', h('header.plain', h('h2', report.group ? `By ${report.group}` : 'Total')), table('Usage by group', [
                {name: report.group || 'Usage', cell: ({name}) => h('span.primary-line', report.group ? name || '(none)' : report.meter)},
                {name: 'Share', share: true, cell: one => shareBar(one.total, greatest, `var(--series-${(groups.indexOf(one) % 8) + 1})`)},
                additive ? {name: 'Part', number: true, cell: one => percent(one.total, total) ?? '–'} : null,
                {name: unit, number: true, cell: one => grouped(one.total)},
                {name: 'Facts', number: true, cell: ({facts}) => grouped(facts)},
            ].filter(Boolean), groups)),
            gaps.length > 0 && h('section.card', h('header.plain', h('h2', 'Gaps')), table('Times of which nothing is counted', [
                {name: 'Instance', cell: ({instance_id: instance, metric}) => h('div', h('div.primary-line.mono', instance), h('div.second-line', metric))},
                {name: 'From', cell: ({from}) => h('time-stamp', {at: from})},
                {name: 'To', cell: ({to}) => h('time-stamp', {at: to})},
                {name: 'Because', cell: ({cause}) => (cause === 'RESTART' ? 'it began anew' : 'no sample came')},
            ], gaps, {narrow: true})),
            h('section.card', h('header.plain', h('h2', 'Windows')), table('Usage by window', [
                {name: 'Start', cell: ({start}) => h('time-stamp', {at: start})},
                report.group ? {name: report.group, cell: ({dimensions}) => dimensions[report.group] || '(none)'} : null,
                {name: unit, number: true, cell: ({quantity}) => grouped(quantity)},
                {name: 'Facts', number: true, cell: ({fact_count: facts}) => grouped(String(facts))},
            ].filter(Boolean), report.rows.slice(-ROWS_SHOWN).reverse(), {narrow: true}), report.rows.length > ROWS_SHOWN && h('div.foot', `The newest ${ROWS_SHOWN} of ${grouped(String(report.rows.length))} rows. The file has all of them.`)));
    }

    #save({rows, meter, group, unit}) {
        const header = ['meter', 'start', 'end', ...group ? [group] : [], 'quantity', 'unit', 'fact_count'];
        const lines = rows.map(row => [meter, row.start, row.end, ...group ? [row.dimensions[group]] : [], row.quantity, unit, row.fact_count]);
        download(`${meter}-${new Date().toISOString().slice(0, 10)}.csv`, 'text/csv;charset=utf-8', csv(header, lines));
    }
}

customElements.define('usage-page', UsagePage);

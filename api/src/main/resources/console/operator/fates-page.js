import {h} from '../platform/dom.js';
import * as api from '../platform/api.js';
import {grouped} from '../platform/decimal.js';
import {rangeOf, RANGES} from '../platform/ranges.js';
import {floorTo, HOUR, rfc} from '../platform/time.js';
import {emptyState, section} from '../elements/async-section.js';
import {table} from '../elements/data-table.js';
import {segments} from '../elements/segments.js';
import {timeChart} from '../elements/time-chart.js';
import {CONFLICTS, DEAD} from '../metering/fate-columns.js';
import {here, keep} from '../shell/navigation.js';
import {Page} from '../shell/page.js';
import {session} from '../shell/session.js';

const FATES = {
    counted: ['Counted', 'In the ledger.'],
    late: ['Late', 'In the late lane of at least one meter.'],
    unmetered: ['Unmetered', 'Distinct, and no meter names it.'],
    frame: ['Frames', 'They tell of a call that has its fate from an earlier record of it.'],
    quarantined: ['Quarantined', 'It broke a rule of its model.'],
    corrected: ['Corrections', 'They cancel or amend a fact, or are the fact that one waited for.'],
    decision: ['Decisions', 'About facts in quarantine.'],
    repeat: ['Repeats', 'The same came before.'],
    conflict: ['Conflicts', 'They contradict what came before.'],
    dead: ['Unusable', 'In the dead letters, with the reason.'],
};

/** What became of facts that did not simply count, over all tenants, with samples. */
class FatesPage extends Page {
    #range = rangeOf(here().query.get('range') ?? '24h');

    content() {
        const list = section(signal => this.#load(signal), report => this.#body(report));
        return [
            this.heading('Fates of facts', 'Late, held, conflicting and unusable facts of all tenants.', segments('Range', RANGES.slice(1).map(({key, name}) => [key, name]), this.#range.key, key => {
                this.#range = rangeOf(key);
                keep({range: key});
                list.reload();
            })),
            list,
        ];
    }

    #load(signal) {
        const to = floorTo(Date.now(), HOUR) + HOUR;
        return Promise.all([
            api.get('/v1/metering/fates', {from: rfc(to - this.#range.length), to: rfc(to)}, {signal}),
            api.get('/v1/metering/balance', {}, {signal}),
        ]);
    }

    #body([report, balance]) {
        return h('div.stack', this.#report(report), balance.checkpoint_id !== undefined && this.#balance(balance));
    }

    #balance({records_in: read, unaccounted, fates, checkpoint_id: checkpoint, published_at: at}) {
        const rows = Object.entries(fates);
        return h('section.card', h('header.plain', h('h2', 'What metering has read'), unaccounted === 0 ? h('span.badge.dot.good', 'balanced') : h('span.badge.dot.bad', `${grouped(String(unaccounted))} unaccounted`)),
            table('What metering has read', [
                {name: 'Fate', cell: ([fate]) => h('span.primary-line', FATES[fate]?.[0] ?? fate)},
                {name: 'Records', number: true, cell: ([, records]) => grouped(String(records))},
                {name: 'What it means', cell: ([fate]) => h('span.muted', FATES[fate]?.[1] ?? '')},
            ], rows),
            h('div.foot', h('span', `${grouped(String(read))} records up to checkpoint ${checkpoint}, `, h('time-stamp', {at, form: 'long'}))));
    }

    #report(report) {
        const {late, quarantine: held, conflicts, dead_letters: dead, tenants} = report;
        const text = value => grouped(String(value));
        if (late.total === 0 && held.total + conflicts.total + dead.total === 0) {
            return h('section.card', emptyState('Every fact was counted', 'Nothing was late, held, in conflict or unusable in this range.'));
        }
        return h('div.stack',
            h('div.tiles.four', tile('Late', text(late.total), 'in the late lane, net of what was taken back'), tile('In quarantine', text(held.total), 'to be decided'), tile('Conflicts', text(conflicts.total), 'same id, other content'), tile('Unusable', text(dead.total), 'kept, with the reason')),
            h('section.card', h('header.plain', h('h2', 'By hour')), h('div.body', this.#chart(report))),
            h('div.grid-2',
                h('section.card', h('header.plain', h('h2', 'Tenants')), table('Tenants', [
                    {name: 'Tenant', cell: ({tenant_id: id}) => h('span.primary-line', id ? session.tenants.find(one => one.id === id)?.name ?? id : 'names none')},
                    {name: 'Late, net', number: true, cell: row => text(row.late)}, {name: 'Held', number: true, cell: row => text(row.quarantined)}, {name: 'Conflicts', number: true, cell: row => text(row.conflicts)}, {name: 'Unusable', number: true, cell: row => text(row.dead_letters)},
                ], tenants, {narrow: true})),
                h('section.card', h('header.plain', h('h2', 'Why facts were unusable')), dead.reasons.length === 0 ? emptyState('None was') : table('Reasons', [
                    {name: 'Reason', cell: ({reason}) => h('code', reason)}, {name: 'Facts', number: true, cell: ({count}) => text(count)},
                ], dead.reasons, {narrow: true}))),
            conflicts.samples.length > 0 && h('section.card', h('header.plain', h('h2', 'Newest conflicts')), table('Newest conflicts', CONFLICTS.columns, conflicts.samples)),
            dead.samples.length > 0 && h('section.card', h('header.plain', h('h2', 'Newest unusable facts')), table('Newest unusable facts', DEAD.columns, dead.samples)));
    }

    #chart({late, conflicts, dead_letters: dead}) {
        const to = floorTo(Date.now(), HOUR) + HOUR;
        const from = to - this.#range.length;
        const times = Array.from({length: this.#range.length / HOUR}, (_, index) => from + index * HOUR);
        const values = counts => {
            const known = new Map(counts.map(({hour, count}) => [Date.parse(hour), String(count)]));
            return times.map(time => known.get(time) ?? '0');
        };
        return timeChart({times, step: HOUR, bounds: [from, to], height: 180, label: 'Late, conflicting and unusable facts by hour', series: [
            {name: 'Late', values: values(late.counts), colour: 3, kind: 'bars', format: grouped},
            {name: 'Conflicts', values: values(conflicts.counts), colour: 5, kind: 'bars', format: grouped},
            {name: 'Unusable', values: values(dead.counts), colour: 4, kind: 'bars', format: grouped},
        ]});
    }
}

function tile(name, value, below) {
    return h('div.tile', h('div.name', name), h('div.figure', value), h('div.below', below));
}

customElements.define('fates-page', FatesPage);

import {h} from '../platform/dom.js';
import {grouped} from '../platform/decimal.js';
import {codeBlock} from '../elements/copy-button.js';
import {openDialog} from '../elements/dialog.js';

// How each kind of fact that did not simply count stands in a table and in a file.

const pairs = dimensions => Object.entries(typeof dimensions === 'string' ? JSON.parse(dimensions) : dimensions ?? {});

const details = {name: 'Details', actions: true, cell: row => h('button.button.small', {
    type: 'button', 'aria-label': 'Show all that is known', onclick: () => openDialog('All that is known', () => codeBlock(JSON.stringify(row, null, 2), 'the record'), {wide: true}),
}, 'Show')};

const place = row => `${row.fact_topic} ${row.fact_partition}@${row.fact_offset}`;

const CAUSES = {recorded: 'recorded late', corrected: 'corrected late', released: 'released from quarantine'};
const TREATMENTS = {own_invoice: 'its own invoice', next_invoice: 'next invoice', credit_note: 'credit note', none: 'reported only'};

export const POLICIES = {next_invoice: 'On the next invoice', credit_note: 'Next invoice, or credit note', ignore: 'Reported, not billed'};

export const LATE_PERIODS = {
    columns: [
        {name: 'Billing period', cell: ({period_start: from, period_end: to, closed}) => h('div', h('span.primary-line', h('time-stamp', {at: from, form: 'day'}), ' – ', h('time-stamp', {at: to, form: 'day'})), h('div.second-line', closed ? 'closed' : 'open'))},
        {name: 'Plan', cell: ({plan}) => plan ?? h('span.muted', 'none')},
        {name: 'Meter', cell: ({meter}) => h('code', meter)},
        {name: 'Why', cell: ({cause}) => CAUSES[cause] ?? cause},
        {name: 'Recorded on', cell: ({first_recorded_on: first, last_recorded_on: last}) => h('span.number', first === last ? first : `${first} – ${last}`)},
        {name: 'Quantity', number: true, cell: ({quantity}) => grouped(quantity)},
        {name: 'Facts, net', number: true, cell: ({fact_count: facts}) => grouped(String(facts))},
        {name: 'Billed', cell: ({treatment}) => h('span.chip', TREATMENTS[treatment] ?? treatment)},
    ],
    header: ['subscription_id', 'plan', 'period_start', 'period_end', 'closed', 'meter', 'cause', 'after_close', 'quantity', 'fact_count', 'first_recorded_on', 'last_recorded_on', 'policy', 'treatment'],
    line: row => LATE_PERIODS.header.map(name => row[name] ?? ''),
};

export const LATE = {
    columns: [
        {name: 'Quarter hour', cell: ({slice_start: at}) => h('time-stamp', {at})},
        {name: 'Meter', cell: ({meter}) => h('code', meter)},
        {name: 'Dimensions', cell: ({dimensions}) => h('div.chips', pairs(dimensions).map(([name, value]) => h('span.chip', `${name}=${value}`)))},
        {name: 'Recorded on', cell: ({recorded_on: on}) => h('span.number', on)},
        {name: 'Why', cell: ({cause}) => CAUSES[cause] ?? cause},
        {name: 'Quantity', number: true, cell: ({quantity}) => grouped(quantity)},
        {name: 'Facts, net', number: true, cell: ({fact_count: facts}) => grouped(String(facts))},
    ],
    header: ['late_usage_id', 'meter', 'slice_start', 'recorded_on', 'cause', 'dimensions', 'quantity', 'fact_count'],
    line: row => [row.late_usage_id, row.meter, row.slice_start, row.recorded_on, row.cause, JSON.stringify(row.dimensions), row.quantity, row.fact_count],
};

export const CONFLICTS = {
    columns: [
        {name: 'Recorded', cell: ({recorded_at: at}) => h('time-stamp', {at})},
        {name: 'Event', cell: ({event_id: id, source}) => h('div', h('span.primary-line.mono', id), h('div.second-line', source))},
        {name: 'Occurred', cell: ({occurred_at: at}) => h('time-stamp', {at})},
        {name: 'Why', cell: ({reason}) => h('code', reason)},
        {name: 'The one that counts', cell: ({first_recorded_on: on}) => h('span', 'recorded on ', h('span.number', on))},
        details,
    ],
    header: ['recorded_at', 'source', 'event_id', 'occurred_at', 'reason', 'first_recorded_on', 'fact'],
    line: row => [row.recorded_at, row.source, row.event_id, row.occurred_at, row.reason, row.first_recorded_on, place(row)],
};

export const DEAD = {
    columns: [
        {name: 'When', cell: ({dead_at: at}) => h('time-stamp', {at})},
        {name: 'Reason', cell: ({reason, detail}) => h('div', h('span.primary-line.mono', reason), detail && h('div.second-line', detail))},
        {name: 'Where in the log', cell: row => h('code', place(row))},
        details,
    ],
    header: ['dead_at', 'reason', 'detail', 'fact'],
    line: row => [row.dead_at, row.reason, row.detail, place(row)],
};

/** @param decide asks about a held call and does it; none where the viewer may not */
export const quarantine = decide => ({
    columns: [
        {name: 'Recorded', cell: ({recorded_at: at}) => h('time-stamp', {at})},
        {name: 'Event', cell: ({event_id: id, source}) => h('div', h('span.primary-line.mono', id), h('div.second-line', source))},
        {name: 'Model', cell: ({model}) => h('code', model)},
        {name: 'Why', cell: ({reason, detail}) => h('div', h('span.primary-line.mono', reason), h('div.second-line', detail))},
        {name: 'State', cell: ({state}) => h('span.chip', state.toLowerCase())},
        {name: 'Details', actions: true, cell: row => [
            decide && row.state === 'HELD' && h('button.button.small', {type: 'button', onclick: () => decide(row, 'release')}, 'Release'),
            decide && row.state === 'HELD' && h('button.button.small', {type: 'button', onclick: () => decide(row, 'reject')}, 'Reject'),
            details.cell(row),
        ].filter(Boolean)},
    ],
    header: ['id', 'recorded_at', 'source', 'event_id', 'model', 'reason', 'detail', 'state', 'input_tokens', 'output_tokens'],
    line: row => [row.id, row.recorded_at, row.source, row.event_id, row.model, row.reason, row.detail, row.state, row.input_tokens, row.output_tokens],
});

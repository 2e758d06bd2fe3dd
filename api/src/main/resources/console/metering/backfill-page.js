import {h, icon, put} from '../platform/dom.js';
import * as api from '../platform/api.js';
import {grouped, percent, subtract} from '../platform/decimal.js';
import {DAY_LENGTH, floorTo, rfc, toLocalInput, ZONE} from '../platform/time.js';
import {emptyState, errorState, section} from '../elements/async-section.js';
import {shareBar, table} from '../elements/data-table.js';
import {confirmDialog} from '../elements/dialog.js';
import {field, form, notice} from '../elements/form.js';
import {toast} from '../elements/toast.js';
import {link} from '../shell/navigation.js';
import {Page} from '../shell/page.js';
import {session} from '../shell/session.js';
import {may} from '../access/scopes.js';

const QUARTER = 900_000;
const ROWS_SHOWN = 100;

/** What each state is called, the colour of its badge, and whether it goes on by itself. */
const STATES = {
    WAITING: ['waits for the log', 'warn', true],
    COUNTING: ['counting', 'warn', true],
    READY: ['dry run', 'accent', false],
    APPLYING: ['applying', 'warn', true],
    APPLIED: ['applied', 'good', false],
    REVERSING: ['reversing', 'warn', true],
    REVERSED: ['reversed', '', false],
    ABANDONED: ['abandoned', '', false],
    FAILED: ['failed', 'bad', false],
};

/** One meter over what was recorded before it took effect: the difference first, then applied, or taken back. */
class BackfillPage extends Page {
    #list = h('div', {'aria-live': 'polite'});
    #detail = h('div');
    #shown = '';
    #chosen = null;
    #timer = null;

    connectedCallback() {
        super.connectedCallback();
        this.#look();
    }

    disconnectedCallback() {
        clearTimeout(this.#timer);
    }

    get #key() {
        return this.parameters.key;
    }

    content() {
        return [
            this.heading(`Backfill ${this.#key}`, 'Counts what was recorded before the meter took effect. You see the difference first; nothing is booked until you apply it, and what was applied can be taken back.',
                h('a.button', {href: link('/meters')}, 'All meters')),
            h('div.stack',
                may('meters:write') && this.card('New dry run', this.#form()),
                h('section.card', h('header', h('h2', 'Backfills')), this.#list),
                this.#detail),
        ];
    }

    #form() {
        const to = floorTo(Date.now(), QUARTER);
        const zone = `In ${ZONE}, at a quarter hour. The log goes back 44 days.`;
        const times = [['from', 'From', to - 7 * DAY_LENGTH, zone], ['to', 'To', to, 'It does not belong to the time.']]
            .map(([name, label, value, hint]) => field(name, label, {type: 'datetime-local', step: '900', required: true, value: toLocalInput(value), hint}));
        return form([times], 'Make a dry run', async () => {
            const [from, until] = times.map(({value}) => rfc(floorTo(new Date(value).getTime(), QUARTER)));
            const begun = await api.post('/v1/backfills', {meter: this.#key, from, to: until}, {query: session.scope});
            this.#chosen = begun.id;
            this.#look();
        });
    }

    /** Looks again while something goes on by itself. */
    async #look() {
        clearTimeout(this.#timer);
        try {
            const backfills = await api.all('/v1/backfills', {meter: this.#key, ...session.scope}, {bound: 100});
            this.#show(backfills);
            if (this.isConnected && backfills.some(({state}) => STATES[state][2])) {
                this.#timer = setTimeout(() => this.#look(), 1000);
            }
        } catch (failure) {
            this.#shown = '';
            put(this.#list, errorState(failure, () => this.#look()));
            if (failure.status === undefined) console.error(failure);
        }
    }

    /** What is as it was stays, so that nothing is taken from under a pointer. */
    #show(backfills) {
        const text = JSON.stringify([backfills, this.#chosen]);
        if (text === this.#shown) return;
        this.#shown = text;
        put(this.#list, backfills.length === 0
            ? emptyState('No backfill yet', 'A dry run shows what the meter would have counted.')
            : table('Backfills', [
                {name: 'Time', cell: ({from, to}) => h('span', h('time-stamp', {at: from}), ' – ', h('time-stamp', {at: to}))},
                {name: 'State', cell: badge},
                {name: 'Progress', cell: progress},
                {name: 'Before', number: true, cell: ({quantity_before: quantity}) => amount(quantity)},
                {name: 'With it', number: true, cell: ({quantity_after: quantity}) => amount(quantity)},
                {name: 'Actions', actions: true, cell: backfill => this.#actions(backfill)},
            ], backfills));
        const chosen = backfills.find(({id}) => id === this.#chosen) ?? backfills[0];
        put(this.#detail, chosen && chosen.quantity_after !== null && this.#differences(chosen));
    }

    #actions(backfill) {
        const button = (verb, style, act) => h(`button.button.small${style}`, {type: 'button', onclick: () => act.call(this, backfill)}, verb);
        const {state} = backfill;
        const own = may('meters:write');
        return h('div.actions',
            backfill.quantity_after !== null && button('Differences', '', ({id}) => {
                this.#chosen = id;
                this.#look();
            }),
            own && state === 'READY' && button('Apply', '.primary', this.#apply),
            own && state === 'APPLIED' && button('Reverse', '.danger-quiet', this.#reverse),
            own && ['WAITING', 'COUNTING', 'READY'].includes(state) && button('Abandon', '.danger-quiet', this.#abandon));
    }

    #apply(backfill) {
        const difference = grouped(subtract(backfill.quantity_after, backfill.quantity_before));
        return this.#decide(backfill, 'apply', 'Apply this backfill?', `The ledger then holds ${grouped(backfill.quantity_after)} instead of ${grouped(backfill.quantity_before)} for this time: a difference of ${difference}. It can be reversed.`, 'Apply it', 'It is being applied.', false);
    }

    #reverse(backfill) {
        return this.#decide(backfill, 'reverse', 'Reverse this backfill?', 'The ledger then holds what it held before it was applied.', 'Reverse it', 'It is being reversed.', true);
    }

    #abandon(backfill) {
        return this.#decide(backfill, 'abandon', 'Abandon this backfill?', 'Nothing of it was booked, and nothing will be.', 'Abandon it', 'It is abandoned.', true);
    }

    async #decide({id}, what, title, text, verb, said, danger) {
        const done = await confirmDialog(title, text, verb, () => api.post(`/v1/backfills/${id}/${what}`, undefined, {query: session.scope}), {danger});
        if (done) {
            toast(said);
            this.#look();
        }
    }

    #differences(backfill) {
        const path = `/v1/backfills/${backfill.id}/differences`;
        const file = h('a.button.small', {href: api.address(`${path}/export`, {format: 'csv', ...session.scope}), download: `${backfill.id}.csv`}, icon('download'), 'CSV');
        const facts = backfill.fact_count_after - backfill.fact_count_before;
        return h('section.card',
            h('header', h('div', h('h2', 'Differences'), h('p.hint', `Per slice, the quarter hours that are billed: ${signed(subtract(backfill.quantity_after, backfill.quantity_before))} in all, of ${grouped(String(facts))} facts more.`)), h('div.actions', file)),
            section(signal => api.all(path, session.scope, {signal, bound: ROWS_SHOWN + 1}), rows => (rows.length === 0
                ? emptyState('No difference', 'Nothing that the meter takes was recorded in this time before it took effect.')
                : [rows.length > ROWS_SHOWN && h('div.body', notice('plain', `The first ${ROWS_SHOWN} slices are shown; the file has all.`)),
                    table('Differences', [
                        {name: 'Slice', cell: ({slice_start: at}) => h('time-stamp', {at})},
                        {name: 'Of', cell: ({dimensions, subscription_id: subscription}) => h('div', group(dimensions), h('div.second-line.mono', subscription ?? 'no subscription'))},
                        {name: 'Facts', number: true, cell: ({fact_count_before: before, fact_count_after: after}) => grouped(String(after - before))},
                        {name: 'Before', number: true, cell: ({quantity_before: quantity}) => amount(quantity)},
                        {name: 'With it', number: true, cell: ({quantity_after: quantity}) => amount(quantity)},
                        {name: 'Difference', number: true, cell: ({difference}) => signed(difference)},
                    ], rows.slice(0, ROWS_SHOWN))])));
    }
}

function badge({state, failure}) {
    const [name, colour] = STATES[state];
    return h('div', h(`span.badge.dot${colour ? `.${colour}` : ''}`, name), failure && h('div.second-line', failure));
}

function progress({state, recorded_before: before, records_read: read, records_to_read: toRead, entries_published: said, entries_to_publish: toSay}) {
    if (state === 'WAITING') return h('span.muted', 'until metering is through to ', h('time-stamp', {at: before}));
    if (state === 'COUNTING') return bar(read, toRead, `${grouped(String(read))} of ${grouped(String(toRead))} records read`);
    if (state === 'APPLYING' || state === 'REVERSING') return bar(said, toSay, `${grouped(String(said))} of ${grouped(String(toSay))} entries published`);
    return toRead > 0 ? h('span.muted', `${grouped(String(toRead))} records read`) : h('span.muted', '–');
}

function bar(part, whole, text) {
    return h('div', shareBar(String(part), String(whole)), h('div.second-line', `${percent(String(part), String(whole), 0) ?? '0%'}, ${text}`));
}

function group(dimensions) {
    const chips = Object.entries(dimensions).map(([name, value]) => h('span.chip', `${name}: ${value || '–'}`));
    return chips.length > 0 ? h('div.chips', chips) : h('span.muted', 'everything');
}

function amount(quantity) {
    return quantity === null ? h('span.muted', '–') : grouped(quantity);
}

function signed(difference) {
    return difference.startsWith('-') ? `−${grouped(difference.slice(1))}` : `+${grouped(difference)}`;
}

customElements.define('backfill-page', BackfillPage);

import {h, icon} from '../platform/dom.js';
import * as api from '../platform/api.js';
import {csv, download} from '../platform/csv.js';
import {floorTo, rfc} from '../platform/time.js';
import {rangeOf, RANGES} from '../platform/ranges.js';
import {emptyState, section} from '../elements/async-section.js';
import {table} from '../elements/data-table.js';
import {confirmDialog} from '../elements/dialog.js';
import {segments} from '../elements/segments.js';
import {here, keep} from '../shell/navigation.js';
import {Page} from '../shell/page.js';
import {session} from '../shell/session.js';
import {CONFLICTS, DEAD, LATE, LATE_PERIODS, quarantine} from './fate-columns.js';

const QUARTER = 900_000;

/** What did not simply count: too late, contradicting, or unusable; with what was sent, so that it can be mended. */
class LatePage extends Page {
    #range = rangeOf(here().query.get('range') ?? '7d');
    #sections = [];

    content() {
        const late = this.#list('Late usage', 'No late usage', 'Recorded after the grace of its meter. It is counted, in a lane of its own, so that closed periods stay as they were.', 'late-usage',
            signal => this.#lateRows(signal), LATE);
        const periods = this.#list('Late usage by billing period', 'No late usage', 'What came late for each period and why, less what was taken back, and where it is billed: as the plan said when the period ended.', 'late-usage-periods',
            async signal => (await api.get('/v1/usage/late/periods', this.#bounds(), {signal})).data, LATE_PERIODS);
        const conflicts = this.#list('Conflicts', 'No conflicts', 'Events whose id was already used for different content, and corrections of what was not sent or is corrected already. The first one counted; these did not.', 'conflicts',
            signal => this.#rows('/v1/usage/conflicts', signal), CONFLICTS);
        const held = this.#list('In quarantine', 'Nothing was held', 'Calls that broke the rule of their model. They count when the operator of the platform releases them, and never when they are rejected.', 'quarantine',
            signal => this.#rows('/v1/usage/quarantine', signal), quarantine(session.operator && !session.impersonating ? (row, verdict) => this.#decide(held, row, verdict) : null));
        const dead = this.#list('Rejected after acceptance', 'Nothing was rejected', 'Facts that could not be used, with the reason.', 'dead-letters',
            signal => this.#rows('/v1/usage/dead-letters', signal), DEAD);
        return [
            this.heading('Late and rejected', 'Nothing that was accepted disappears: what was not counted stands here.',
                segments('Range', RANGES.slice(1).map(({key, name}) => [key, name]), this.#range.key, key => {
                    this.#range = rangeOf(key);
                    keep({range: key});
                    this.#sections.forEach(one => one.reload());
                })),
            h('div.stack', periods, late, held, conflicts, dead),
        ];
    }

    #bounds() {
        const to = floorTo(Date.now(), QUARTER) + QUARTER;
        return {from: rfc(to - this.#range.length), to: rfc(to), ...session.scope};
    }

    #rows(path, signal) {
        return api.all(path, this.#bounds(), {signal, bound: 500});
    }

    async #decide(card, {id, event_id: event, detail}, verdict) {
        const releases = verdict === 'release';
        const done = await confirmDialog(`${releases ? 'Release' : 'Reject'} ${event}?`, `${detail}. ${releases ? 'It counts from now on, and is billed.' : 'It never counts.'} This is decided once.`, releases ? 'Release the call' : 'Reject the call',
            () => api.post(`/v1/metering/quarantine/${id}/decision`, {verdict}), {danger: !releases});
        if (done) this.#sections.find(section => card.contains(section))?.reload();
    }

    /** The late lane is asked for per meter. */
    async #lateRows(signal) {
        const meters = await api.all('/v1/meters', session.scope, {signal});
        const lists = await Promise.all(meters.slice(0, 50).map(({key}) => api.all('/v1/usage/late', {meter: key, ...this.#bounds()}, {signal, bound: 200})));
        return lists.flat().sort((one, other) => other.slice_start.localeCompare(one.slice_start));
    }

    #list(title, none, text, file, load, {columns, header, line}) {
        let rows = [];
        const save = h('button.button.small', {type: 'button', hidden: true, onclick: () => download(`${file}.csv`, 'text/csv;charset=utf-8', csv(header, rows.map(line)))}, icon('download'), 'CSV');
        const list = section(load, found => {
            rows = found;
            save.hidden = rows.length === 0;
            return rows.length === 0 ? emptyState(none, 'Not in this range.') : table(title, columns, rows.slice(0, 100));
        });
        this.#sections.push(list);
        return h('section.card', h('header', h('div', h('h2', title), h('p.hint', text)), h('div.actions', save)), list);
    }
}

customElements.define('late-page', LatePage);

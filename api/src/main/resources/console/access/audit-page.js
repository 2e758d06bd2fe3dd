import {h, icon, put} from '../platform/dom.js';
import * as api from '../platform/api.js';
import {grouped} from '../platform/decimal.js';
import {rangeOf, RANGES} from '../platform/ranges.js';
import {rfc} from '../platform/time.js';
import {emptyState, section} from '../elements/async-section.js';
import {copyable} from '../elements/copy-button.js';
import {table} from '../elements/data-table.js';
import {openDialog} from '../elements/dialog.js';
import {failureNotice, field, notice} from '../elements/form.js';
import {segments} from '../elements/segments.js';
import {Page} from '../shell/page.js';
import {session} from '../shell/session.js';
import {difference} from './difference.js';

const PAGE_SIZE = 50;
const EVER = 'ever';

/** Every change of the tenant, who made it, and what was before; with a check that nothing was altered afterwards. */
class AuditPage extends Page {
    #filter = {actor: '', action: '', range: EVER};
    #cursors = [undefined];
    #section = null;
    #verified = h('div');

    content() {
        this.#section = section(signal => this.#load(signal), page => this.#list(page));
        const typed = (name, label, placeholder) => {
            const one = field(name, label, {placeholder, value: this.#filter[name], mono: true});
            one.control.addEventListener('change', () => this.#change({[name]: one.value.trim()}));
            return one;
        };
        return [
            this.heading('Audit log', 'Append-only: each entry holds the hash of the one before.',
                h('button.button', {type: 'button', onclick: event => this.#verify(event.currentTarget)}, icon('shield'), 'Verify'),
                h('a.button', {href: api.address(`${path()}/export`, this.#query()), download: 'audit.ndjson', onclick: event => { event.currentTarget.href = api.address(`${path()}/export`, this.#query()); }}, icon('download'), 'Export')),
            h('div.stack', this.#verified,
                h('section.card', h('div.body', h('div.toolbar', typed('actor', 'Actor', 'usr_…'), typed('action', 'Action', 'api-key.minted'),
                    h('div.field', h('span.label.small.muted', 'Range'), segments('Range', [[EVER, 'Everything'], ...RANGES.slice(1).map(({key, name}) => [key, name])], this.#filter.range, range => this.#change({range})))))),
                h('section.card', this.#section)),
        ];
    }

    #change(part) {
        this.#filter = {...this.#filter, ...part};
        this.#cursors = [undefined];
        this.#section.reload();
    }

    #query() {
        const {actor, action, range} = this.#filter;
        return {actor, action, from: range === EVER ? null : rfc(Date.now() - rangeOf(range).length)};
    }

    #load(signal) {
        return api.get(path(), {...this.#query(), limit: PAGE_SIZE, cursor: this.#cursors.at(-1)}, {signal});
    }

    #list({data, has_more: more, next_cursor: next}) {
        if (data.length === 0) return emptyState('No entries', 'No change matches this filter.');
        return [
            table('Audit log', [
                {name: 'When', cell: ({recorded_at: at}) => h('time-stamp', {at, form: 'long'})},
                {name: 'Who', cell: ({actor}) => h('div', h('span.primary-line', actor.name ?? actor.id), h('div.second-line', String(actor.kind).toLowerCase().replace('_', ' ')))},
                {name: 'Action', cell: ({action}) => h('code', action)},
                {name: 'On', cell: ({subject}) => h('code', subject)},
                {name: 'Details', actions: true, cell: entry => h('button.button.small', {type: 'button', 'aria-label': `Show entry ${entry.sequence}`, onclick: () => showEntry(entry)}, 'Show')},
            ], data),
            (more || this.#cursors.length > 1) && h('div.foot', h('button.button.small', {type: 'button', disabled: this.#cursors.length < 2, onclick: () => {
                this.#cursors.pop();
                this.#section.reload();
            }}, 'Newer'), h('button.button.small', {type: 'button', disabled: !more, onclick: () => {
                this.#cursors.push(next);
                this.#section.reload();
            }}, 'Older')),
        ];
    }

    async #verify(button) {
        button.disabled = true;
        try {
            const answer = await api.get(`${path()}/verification`);
            const {intact, entries, first_broken: broken} = answer;
            put(this.#verified, intact
                ? notice('good', `All ${grouped(String(entries))} entries are as they were written. Keep this hash to prove it later: `, h('code', answer.hash))
                : notice('bad', `The log cannot be trusted from entry ${broken.sequence} on: it is ${broken.fault}.`));
        } catch (failure) {
            put(this.#verified, failureNotice(failure));
        }
        button.disabled = false;
    }
}

const path = () => `/v1/tenants/${session.tenant}/audit`;

function showEntry(entry) {
    openDialog(entry.action, () => [
        h('dl.facts', h('dt', 'When'), h('dd', h('time-stamp', {at: entry.recorded_at, form: 'long'})),
            h('dt', 'Who'), h('dd', `${entry.actor.name ?? ''} `, copyable(entry.actor.id, 'the actor’s id')),
            h('dt', 'On'), h('dd', copyable(entry.subject, 'the subject’s id')),
            h('dt', 'Entry'), h('dd', grouped(String(entry.sequence))), h('dt', 'Hash'), h('dd', h('code', entry.hash))),
        difference(entry.before, entry.after),
    ], {wide: true});
}

customElements.define('audit-page', AuditPage);

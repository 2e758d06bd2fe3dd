import {h, icon, put} from '../platform/dom.js';
import * as api from '../platform/api.js';
import {grouped} from '../platform/decimal.js';
import {floorTo, rfc} from '../platform/time.js';
import {download} from '../platform/csv.js';
import {emptyState, errorState} from '../elements/async-section.js';
import {table} from '../elements/data-table.js';
import {notice} from '../elements/form.js';
import {toast} from '../elements/toast.js';
import {Page} from '../shell/page.js';
import {session} from '../shell/session.js';

const MINUTE = 60_000;

/** What became of records, in the order in which a reader asks: name, field, and what it means. */
const FATES = [
    ['Distinct', 'distinct', 'The first of their identity.'],
    ['Repeated', 'repeated', 'They say what was said before, and count nothing.'],
    ['Conflicting', 'conflicting', 'They contradict what was said before, and count nothing.'],
    ['Other frames', 'frames', 'They tell of a call that is counted once.'],
    ['Cancelled', 'cancelled', 'They take back what a fact counted.'],
    ['Amended', 'amended', 'They say what counts instead.'],
    ['Decided', 'decided', 'What was decided about held calls.'],
    ['Unusable', 'dead', 'In the dead letters, with the reason.'],
];

/** What was recorded per UTC day, counted again and sealed: a list, and one of them with every figure. */
class CertificatesPage extends Page {
    #list = h('div', {'aria-live': 'polite'});
    #detail = h('div');
    #chosen = null;
    #order = null;
    #timer = null;

    connectedCallback() {
        super.connectedCallback();
        this.#look();
    }

    disconnectedCallback() {
        clearTimeout(this.#timer);
    }

    content() {
        const operates = session.operator && !session.impersonating;
        return [
            this.heading('Certificates', 'Every UTC day is counted again from the raw log once metering is through it: what was accepted, what became of each record, and what each meter comes to at every stage. Each certificate names the hash of the one before.',
                operates && h('button.button.primary', {type: 'button', onclick: () => this.#certifyToday()}, 'Certify today so far')),
            h('div.stack', h('section.card', this.#list), this.#detail),
        ];
    }

    async #certifyToday() {
        try {
            const until = rfc(floorTo(Date.now(), MINUTE));
            this.#order = await api.post('/v1/metering/certificates', {until}, {query: session.scope});
            toast('It is issued when metering is through to this minute.');
            this.#look();
        } catch (failure) {
            toast(failure.message);
        }
    }

    /** Looks again until what was ordered is there. */
    async #look() {
        clearTimeout(this.#timer);
        try {
            if (this.#order) {
                this.#order = await api.get(`/v1/metering/certificates/${this.#order.id}`);
                if (this.#order.state === 'ISSUED') {
                    this.#chosen = this.#order.id;
                    this.#order = null;
                }
            }
            const certificates = await api.all('/v1/usage/certificates', session.scope, {bound: 400});
            this.#show(certificates);
            if (this.isConnected && this.#order?.state === 'WAITING') {
                this.#timer = setTimeout(() => this.#look(), 1000);
            }
        } catch (failure) {
            put(this.#list, errorState(failure, () => this.#look()));
            if (failure.status === undefined) console.error(failure);
        }
    }

    #show(certificates) {
        put(this.#list,
            this.#order && h('div.body', this.#order.state === 'FAILED'
                ? notice('bad', `No certificate: ${this.#order.failure}.`)
                : notice('plain', 'A certificate of today so far is being drawn up.')),
            certificates.length === 0
                ? emptyState('No certificate yet', 'The first is issued when the UTC day is over.')
                : table('Certificates', [
                    {name: 'Recorded', cell: ({from, to}) => h('span', h('time-stamp', {at: from}), ' – ', h('time-stamp', {at: to}))},
                    {name: 'Kind', cell: kind},
                    {name: 'Accepted', number: true, cell: ({fates}) => count(fates.accepted)},
                    {name: 'Distinct', number: true, cell: ({fates}) => count(fates.distinct)},
                    {name: 'Repeated', number: true, cell: ({fates}) => count(fates.repeated)},
                    {name: 'Conflicting', number: true, cell: ({fates}) => count(fates.conflicting)},
                    {name: 'Late', number: true, cell: ({fates}) => count(fates.late)},
                    {name: 'Held', number: true, cell: ({fates}) => count(fates.quarantined)},
                    {name: 'Stages', cell: agreement},
                    {name: 'Actions', actions: true, cell: certificate => h('div.actions', h('button.button.small', {type: 'button', onclick: () => {
                        this.#chosen = certificate.id;
                        this.#show(certificates);
                    }}, 'Look at it'))},
                ], certificates));
        const chosen = certificates.find(({id}) => id === this.#chosen) ?? certificates[0];
        put(this.#detail, chosen && this.#figures(chosen));
    }

    #figures(certificate) {
        const {id, fates, meters, hash, previous_hash: previous, issued_at: issued, open_slices: open} = certificate;
        const document = h('button.button.small', {type: 'button', onclick: () => download(`${id}.json`, 'application/json', `${JSON.stringify(certificate, null, 2)}\n`)}, icon('download'), 'Certificate');
        const leaves = h('a.button.small', {href: api.address(`/v1/usage/certificates/${id}/leaves`, session.scope), download: `${id}.leaves.txt`}, icon('download'), 'Digests');
        return h('div.stack',
            h('section.card',
                h('header', h('div', h('h2', 'What became of every record'), h('p.hint', 'Issued ', h('time-stamp', {at: issued, form: 'long'}), `. ${count(fates.accepted)} records were accepted; of what says something of its own, ${count(fates.late)} came late and ${count(fates.quarantined)} broke a rule.`)), h('div.actions', document, leaves)),
                table('What became of every record', [
                    {name: 'Fate', cell: ([name]) => h('span.primary-line', name)},
                    {name: 'Records', number: true, cell: ([, field]) => count(fates[field])},
                    {name: 'What it means', cell: ([, , meaning]) => h('span.muted', meaning)},
                ], FATES),
                h('div.foot', h('div', 'Hash ', h('code', hash)), h('div', 'Before it ', h('code', previous)))),
            h('section.card',
                h('header', h('div', h('h2', 'Every meter at every stage'), h('p.hint', `In time: slices that closed in the window. Late: what was recorded in it of slices that were closed.${open.length > 0 ? ` ${open.length} slices that more was recorded of since are left out.` : ''}`))),
                table('Every meter at every stage', [
                    {name: 'Meter', cell: ({meter, unit}) => h('div', h('span.primary-line', meter), h('div.second-line', unit))},
                    {name: 'Raw log, in time', number: true, cell: line => amount(line.raw_in_time)},
                    {name: 'Ledger', number: true, cell: line => amount(line.ledger)},
                    {name: 'Raw log, late', number: true, cell: line => amount(line.raw_late)},
                    {name: 'Late lane', number: true, cell: line => amount(line.late)},
                    {name: 'Pinot', number: true, cell: ({rollups}) => (rollups ? amount(rollups) : h('span.muted', '–'))},
                    {name: 'Stages', cell: agreement},
                ], meters)));
    }
}

function kind({kind: which, sequence}) {
    return which === 'DAY' ? h('span.badge.dot.accent', `day ${sequence}`) : h('span.badge.dot.warn', 'interim');
}

function agreement({agrees}) {
    return agrees ? h('span.badge.dot.good', 'agree') : h('span.badge.dot.bad', 'differ');
}

/** Where quantities do not add up, the facts. */
function amount({quantity, fact_count: facts}) {
    return h('div', h('span', quantity === null ? h('span.muted', '–') : grouped(quantity)), h('div.second-line', `${count(facts)} facts`));
}

function count(number) {
    return grouped(String(number));
}

customElements.define('certificates-page', CertificatesPage);

import {h} from '../platform/dom.js';
import * as api from '../platform/api.js';
import {formatMilliseconds} from '../platform/time.js';
import {emptyState, section} from '../elements/async-section.js';
import {table} from '../elements/data-table.js';
import {Page} from '../shell/page.js';

const AGAIN_AFTER_MS = 10_000;
const KINDS = {up: 'good', degraded: 'warn', down: 'bad'};
const STEPS = [
    ['processed_through', 'Concluded', 'Every fact recorded before this is in what metering has concluded.'],
    ['ledger_through', 'In the ledger', 'Every fact recorded before this is in PostgreSQL too.'],
    ['published_at', 'Last heard of', 'When metering last said how far it is.'],
];

/** The parts the platform stands on, and how far metering is; asked again every ten seconds. */
class HealthPage extends Page {
    #timer = null;

    disconnectedCallback() {
        clearInterval(this.#timer);
    }

    content() {
        const parts = section(signal => api.get('/v1/platform/health', {}, {signal}), answer => this.#parts(answer));
        const progress = section(signal => api.get('/v1/metering/progress', {}, {signal}), answer => this.#progress(answer));
        this.#timer = setInterval(() => {
            if (document.visibilityState !== 'visible') return;
            parts.reload({quiet: true});
            progress.reload({quiet: true});
        }, AGAIN_AFTER_MS);
        return [
            this.heading('Health', 'Asked again every ten seconds.'),
            h('div.stack', h('section.card', h('header.plain', h('h2', 'Parts')), parts), h('section.card', h('header.plain', h('h2', 'How far metering is')), progress)),
        ];
    }

    #parts({parts, checked_at: at}) {
        if (parts.length === 0) return emptyState('No parts are reported');
        return [table('Parts', [
            {name: 'Part', cell: ({name}) => h('span.primary-line', name)},
            {name: 'State', cell: ({state}) => stateBadge(state)},
            {name: 'What it says', cell: ({detail}) => h('span.muted', detail)},
            {name: 'Answered in', number: true, cell: ({took_ms: took}) => formatMilliseconds(took)},
        ], parts), h('div.foot', h('span', 'Checked ', h('time-stamp', {at, form: 'long'})))];
    }

    #progress(answer) {
        return table('How far metering is', [
            {name: 'Step', cell: ([, name]) => h('span.primary-line', name)},
            {name: 'Until', cell: ([key]) => (answer[key] ? h('time-stamp', {at: answer[key], form: 'long'}) : h('span.muted', 'not yet'))},
            {name: 'Age', cell: ([key]) => (answer[key] ? h('time-stamp', {at: answer[key], form: 'relative'}) : '')},
            {name: 'What it means', cell: ([, , text]) => h('span.muted', text)},
        ], STEPS);
    }
}

function stateBadge(state) {
    const word = String(state ?? 'unknown').toLowerCase();
    return h(`span.badge.dot${KINDS[word] ? `.${KINDS[word]}` : ''}`, word);
}

customElements.define('health-page', HealthPage);

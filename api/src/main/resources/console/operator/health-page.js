import {h} from '../platform/dom.js';
import * as api from '../platform/api.js';
import {emptyState, section} from '../elements/async-section.js';
import {table} from '../elements/data-table.js';
import {Page} from '../shell/page.js';

const AGAIN_AFTER_MS = 10_000;
const KINDS = {up: 'good', ready: 'good', healthy: 'good', ok: 'good', running: 'good', degraded: 'warn', starting: 'warn', stale: 'warn', down: 'bad', unhealthy: 'bad', failed: 'bad'};

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
            parts.reload();
            progress.reload();
        }, AGAIN_AFTER_MS);
        return [
            this.heading('Health', 'Asked again every ten seconds.'),
            h('div.stack', h('section.card', h('header.plain', h('h2', 'Parts')), parts), h('section.card', h('header.plain', h('h2', 'How far metering is')), h('div.body', progress))),
        ];
    }

    #parts(answer) {
        const parts = answer.parts ?? answer.data ?? [];
        if (parts.length === 0) return emptyState('No parts are reported');
        return table('Parts', [
            {name: 'Part', cell: part => h('span.primary-line', part.name ?? part.part)},
            {name: 'State', cell: ({state, status}) => stateBadge(state ?? status)},
            {name: 'Details', cell: part => h('span.muted', part.detail ?? part.message ?? '')},
            {name: 'Checked', cell: part => (part.checked_at ?? answer.at ? h('time-stamp', {at: part.checked_at ?? answer.at, form: 'relative'}) : '')},
        ], parts);
    }

    #progress(answer) {
        return h('dl.facts', Object.entries(answer).map(([name, value]) => [
            h('dt', name.replaceAll('_', ' ')),
            h('dd', typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? h('span', h('time-stamp', {at: value, form: 'long'}), h('span.muted', ' (', h('time-stamp', {at: value, form: 'relative'}), ')')) : typeof value === 'object' ? h('code', JSON.stringify(value)) : String(value)),
        ]));
    }
}

function stateBadge(state) {
    const word = String(state ?? 'unknown').toLowerCase();
    return h(`span.badge.dot${KINDS[word] ? `.${KINDS[word]}` : ''}`, word);
}

customElements.define('health-page', HealthPage);

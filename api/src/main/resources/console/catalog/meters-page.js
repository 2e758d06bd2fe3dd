import {h, icon} from '../platform/dom.js';
import * as api from '../platform/api.js';
import {emptyState, section} from '../elements/async-section.js';
import {table} from '../elements/data-table.js';
import {confirmDialog, openDialog} from '../elements/dialog.js';
import {field, form} from '../elements/form.js';
import {toast} from '../elements/toast.js';
import {link} from '../shell/navigation.js';
import {Page} from '../shell/page.js';
import {session} from '../shell/session.js';
import {may} from '../access/scopes.js';
import {AGGREGATIONS} from './aggregations.js';
import {defineMeter} from './meter-form.js';

/** What is counted: the predefined meters and the tenant's own. */
class MetersPage extends Page {
    #section = null;

    content() {
        const define = () => defineMeter(() => this.#section.reload());
        this.#section = section(signal => api.all('/v1/meters', session.scope, {signal}), meters => this.#list(meters));
        return [
            this.heading('Meters', 'A meter says which facts are counted, and by what they can be grouped.',
                may('meters:write') && h('button.button.primary', {type: 'button', onclick: define}, icon('plus'), 'Define meter')),
            h('section.card', this.#section),
        ];
    }

    #list(meters) {
        if (meters.length === 0) return emptyState('No meters', 'Define one to count what your programs send.');
        return table('Meters', [
            {name: 'Key', cell: meter => h('div', h('a.primary-line.mono', {href: link(`/usage?meter=${encodeURIComponent(meter.key)}`)}, meter.key), h('div.second-line', meter.description || meter.event_type))},
            {name: 'Counts', cell: counts},
            {name: 'Grouped by', cell: ({dimensions}) => (dimensions.length ? h('div.chips', dimensions.map(name => h('span.chip', name))) : h('span.muted', 'nothing'))},
            {name: 'Unit', cell: ({unit}) => unit},
            {name: 'Counts from', cell: ({effective_from: at, predefined}) => (predefined ? h('span.muted', 'always') : h('time-stamp', {at}))},
            {name: 'Status', cell: meter => badge(meter)},
            {name: 'Actions', actions: true, cell: meter => this.#actions(meter)},
        ], meters, {off: isArchived});
    }

    #actions(meter) {
        if (meter.predefined) return null;
        const backfill = h('a.button.small', {href: link(`/meters/${encodeURIComponent(meter.key)}/backfill`), 'aria-label': `Backfill ${meter.key}`}, 'Backfill');
        if (meter.archived_from || !may('meters:write')) return h('div.actions', backfill);
        return h('div.actions', backfill,
            h('button.button.small', {type: 'button', 'aria-label': `Edit ${meter.key}`, onclick: () => this.#edit(meter)}, 'Edit'),
            h('button.button.small.danger-quiet', {type: 'button', 'aria-label': `Archive ${meter.key}`, onclick: () => this.#archive(meter)}, 'Archive'));
    }

    async #edit({key}) {
        const path = `/v1/meters/${key}`;
        const {body: meter, etag} = await api.send('GET', path, {query: session.scope});
        const unit = field('unit', 'Unit', {value: meter.unit, required: true, maxlength: '50', hint: 'What it counts can never change: past usage would mean something else. Define another meter for that.'});
        const description = field('description', 'Description', {rows: 2, value: meter.description ?? '', maxlength: '500'});
        await openDialog(`Edit ${key}`, close => form([unit, description], 'Save', async () => {
            await api.patch(path, {unit: unit.value.trim(), description: description.value.trim()}, {ifMatch: etag, query: session.scope});
            toast('Saved.');
            this.#section.reload();
            close();
        }, {cancel: close}));
    }

    async #archive({key}) {
        const done = await confirmDialog(`Archive ${key}?`, 'It stops counting within two minutes. What it has counted stays, and its key is never given to another meter.', 'Archive the meter',
            () => api.post(`/v1/meters/${key}/archive`, undefined, {query: session.scope}));
        if (done) {
            toast(`${key} is archived.`);
            this.#section.reload();
        }
    }
}

function counts({aggregation, percentile, value_field: field, expression, filters}) {
    const {short} = AGGREGATIONS[aggregation];
    const what = aggregation === 'COUNT' ? short : h('span', `${percentile ?? ''} ${short} `.trimStart(), h('code', field ?? expression));
    return filters.length === 0 ? what : h('div', what, h('div.second-line', filters.map(one => `${one.field} ${one.operator.toLowerCase().replace('_', ' ')} ${one.values.join(', ')}`.trim()).join('; ')));
}

function isArchived({archived_from: from}) {
    return Boolean(from) && Date.parse(from) <= Date.now();
}

function badge({predefined, archived_from: until, effective_from: from}) {
    if (until) return isArchived({archived_from: until}) ? h('span.badge', 'archived') : h('span.badge.dot.warn', 'stops soon');
    if (predefined) return h('span.badge.accent', 'predefined');
    return Date.parse(from) > Date.now() ? h('span.badge.dot.warn', 'starts soon') : h('span.badge.dot.good', 'counting');
}

customElements.define('meters-page', MetersPage);

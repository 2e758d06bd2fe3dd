import {h, put} from '../platform/dom.js';
import * as api from '../platform/api.js';
import {grouped, sum} from '../platform/decimal.js';
import {MINUTE} from '../platform/time.js';
import {codeBlock} from '../elements/copy-button.js';
import {openDialog} from '../elements/dialog.js';
import {failureNotice, field, form, notice} from '../elements/form.js';
import {timeChart} from '../elements/time-chart.js';
import {toast} from '../elements/toast.js';
import {list} from '../access/key-forms.js';
import {session} from '../shell/session.js';

const API_CALL = 'io.matrixplatform.api-call.v1';
const GRACES = [['PT0S', 'none'], ['PT5M', '5 minutes'], ['PT1H', '1 hour'], ['PT24H', '1 day'], ['P7D', '7 days'], ['P31D', '31 days']];

/** Defines a meter; before that, shows what it would have counted in the last hour. */
export function defineMeter(done) {
    const key = field('key', 'Key', {required: true, mono: true, placeholder: 'calls.by-model', autofocus: true, hint: 'How queries and invoices name it.'});
    const unit = field('unit', 'Unit', {required: true, placeholder: 'call', maxlength: '50'});
    const type = field('event_type', 'Facts of the type', {required: true, mono: true, value: API_CALL});
    const aggregation = field('aggregation', 'Aggregation', {choices: [['COUNT', 'Count facts'], ['SUM', 'Sum a measure']], value: 'COUNT'});
    const value = field('value_field', 'Measure', {mono: true, placeholder: 'input_tokens'});
    const dimensions = field('dimensions', 'Group by', {mono: true, placeholder: 'model, status', hint: 'At most 8 fields, separated by commas.'});
    const grace = field('grace', 'Late after', {choices: GRACES, value: 'PT1H', hint: 'Facts that come later than this after their quarter hour go to the late lane.'});
    const sums = () => aggregation.value === 'SUM';
    const toggle = () => { value.hidden = !sums(); };
    aggregation.control.addEventListener('change', toggle);
    toggle();
    const read = () => ({
        key: key.value.trim(), event_type: type.value.trim(), aggregation: aggregation.value, unit: unit.value.trim(),
        value_field: sums() ? value.value.trim() || null : null, dimensions: list(dimensions.value), grace: grace.value,
    });
    const preview = h('div', {'aria-live': 'polite'});
    const look = h('button.button', {type: 'button', onclick: async () => {
        look.disabled = true;
        put(preview, h('p.muted', 'Counting the last hour…'));
        try {
            put(preview, previewOf(await api.post('/v1/meters/preview', read(), {query: session.scope}), unit.value.trim()));
        } catch (failure) {
            put(preview, failureNotice(failure));
        }
        look.disabled = false;
    }}, 'Preview on the last hour');
    return openDialog('Define a meter', close => [
        form([[key, unit], type, [aggregation, value], [dimensions, grace], h('div.field', h('div.actions', look), preview)], 'Define meter', async () => {
            await api.post('/v1/meters', read(), {query: session.scope});
            toast('Defined. It counts from the next full minute on.');
            done();
            close();
        }, {cancel: close}),
    ], {wide: true});
}

function previewOf(answer, unit) {
    const series = answer.series ?? [];
    const total = answer.quantity ?? sum(series.map(({quantity}) => quantity));
    if (series.length === 0) return notice('plain', 'None of the facts of the last hour would have counted.');
    const samples = answer.samples ?? [];
    const first = Date.parse(series[0].start ?? series[0].minute);
    const last = Date.parse(series[series.length - 1].start ?? series[series.length - 1].minute);
    const known = new Map(series.map(point => [Date.parse(point.start ?? point.minute), point.quantity]));
    const times = Array.from({length: (last - first) / MINUTE + 1}, (_, index) => first + index * MINUTE);
    return h('div.stack', h('p', h('strong', `${grouped(total)} ${unit}`), ' in the last hour would have counted.'),
        timeChart({times, step: MINUTE, height: 130, legend: false, label: 'Preview, per minute', series: [{name: unit || 'Quantity', values: times.map(time => known.get(time) ?? '0'), colour: 1, kind: 'bars', format: grouped}]}),
        samples.length > 0 && h('details', h('summary', `${samples.length} of the facts`), codeBlock(samples.map(sample => JSON.stringify(sample)).join('\n'), 'the samples')));
}

import {h, put} from '../platform/dom.js';
import * as api from '../platform/api.js';
import {grouped} from '../platform/decimal.js';
import {MINUTE} from '../platform/time.js';
import {codeBlock} from '../elements/copy-button.js';
import {table} from '../elements/data-table.js';
import {openDialog} from '../elements/dialog.js';
import {failureNotice, field, form, notice} from '../elements/form.js';
import {timeChart} from '../elements/time-chart.js';
import {toast} from '../elements/toast.js';
import {list} from '../access/key-forms.js';
import {AGGREGATIONS, boundOf, filtersOf} from './aggregations.js';
import {session} from '../shell/session.js';

const API_CALL = 'io.matrixplatform.api-call.v1';
const RUNTIME_METRIC = 'io.matrixplatform.runtime-metric.v1';
const FACTS = [[API_CALL, 'API calls'], [RUNTIME_METRIC, 'Runtime metrics of instances'], ['', 'Events of another type']];
const GAPS = [['PT1M', '1 minute'], ['PT2M', '2 minutes'], ['PT5M', '5 minutes'], ['PT10M', '10 minutes'], ['PT30M', '30 minutes'], ['PT1H', '1 hour']];
const GRACES = [['PT0S', 'none'], ['PT5M', '5 minutes'], ['PT1H', '1 hour'], ['PT24H', '1 day'], ['P7D', '7 days'], ['P31D', '31 days']];

/** Defines a meter; before that, shows what it would have counted in the last hour. */
export function defineMeter(done) {
    const key = field('key', 'Key', {required: true, mono: true, placeholder: 'calls.by_model', autofocus: true, hint: 'How queries and invoices name it: lower-case words of letters, digits and _, joined by dots.'});
    const unit = field('unit', 'Unit', {required: true, placeholder: 'call', maxlength: '50'});
    const facts = field('facts', 'Facts', {choices: FACTS, value: API_CALL});
    const type = field('event_type', 'of the type', {mono: true, placeholder: 'com.example.job'});
    const aggregation = field('aggregation', 'Aggregation', {choices: Object.entries(AGGREGATIONS).map(([name, {title}]) => [name, title]), value: 'COUNT', hint: AGGREGATIONS.COUNT.about});
    const percentile = field('percentile', 'Percentile', {inputmode: 'decimal', placeholder: '99.9', hint: 'Above 0 and below 100, with at most 3 decimals.'});
    const value = field('value_field', 'Field', {mono: true, placeholder: 'input_tokens', hint: 'A fact without it adds nothing.'});
    const expression = field('expression', 'or an expression', {mono: true, placeholder: '(input_tokens + 4 * output_tokens) / 1000', maxlength: '500', hint: 'Instead of a field: + - * /, parentheses, min, max, floor, ceil over measures. Exact, rounded once to 18 decimals.'});
    const filters = field('filters', 'Only facts where', {rows: 2, mono: true, placeholder: 'status in 200, 201\napp_id exists', hint: 'One condition a line: FIELD in A, B · FIELD not in A, B · FIELD exists · FIELD absent. All must hold.'});
    const dimensions = field('dimensions', 'Group by', {mono: true, placeholder: 'model, status', hint: 'At most 8 fields, separated by commas.'});
    const groups = field('groups_max', 'Groups kept apart a day', {inputmode: 'numeric', placeholder: '1000', hint: 'At most 10000. What comes beyond is counted as (other); the total stays exact.'});
    const gap = field('gap_max', 'A sample holds for', {choices: GAPS, value: 'PT5M', hint: 'At most, until the next one of its instance. Beyond that nothing is counted, and the gap is shown. Levels of instances are grouped by instance_id, at least.'});
    const grace = field('grace', 'Late after', {choices: GRACES, value: 'PT1H', hint: 'Facts that come later than this after their quarter hour go to the late lane.'});
    const description = field('description', 'Description', {maxlength: '500', placeholder: 'What it is for'});
    const valued = () => aggregation.value !== 'COUNT';
    const sampled = () => facts.value === RUNTIME_METRIC && aggregation.value === 'TIME_WEIGHTED_SUM';
    const toggle = () => {
        value.hidden = !valued();
        expression.hidden = !valued();
        percentile.hidden = aggregation.value !== 'PERCENTILE';
        type.hidden = facts.value !== '';
        gap.hidden = !sampled();
        value.control.placeholder = facts.value === RUNTIME_METRIC ? 'quantity' : 'input_tokens';
        filters.control.placeholder = facts.value === RUNTIME_METRIC ? 'metric in cpu' : 'status in 200, 201\napp_id exists';
        dimensions.control.placeholder = facts.value === RUNTIME_METRIC ? 'instance_id, region' : 'model, status';
        aggregation.explain(AGGREGATIONS[aggregation.value].about);
    };
    aggregation.control.addEventListener('change', toggle);
    facts.control.addEventListener('change', toggle);
    toggle();
    const read = () => ({
        key: key.value.trim(), event_type: facts.value || type.value.trim(), aggregation: aggregation.value, unit: unit.value.trim(),
        value_field: valued() ? value.value.trim() || null : null, expression: valued() ? expression.value.trim() || null : null,
        percentile: aggregation.value === 'PERCENTILE' ? percentile.value.trim() || null : null, filters: filtersOf(filters.value),
        dimensions: list(dimensions.value), groups_max: groups.value.trim() || null, gap_max: sampled() ? gap.value : null, grace: grace.value,
        description: description.value.trim() || null,
    });
    const preview = h('div', {'aria-live': 'polite'});
    const look = h('button.button', {type: 'button', onclick: async () => {
        look.disabled = true;
        put(preview, h('p.muted', 'Counting the last hour…'));
        try {
            put(preview, previewOf(await api.post('/v1/meters/preview', read(), {query: session.scope})));
        } catch (failure) {
            put(preview, failureNotice(failure));
        }
        look.disabled = false;
    }}, 'Preview on the last hour');
    return openDialog('Define a meter', close => [
        form([[key, unit], [facts, type], [aggregation, percentile], gap, [value, expression], filters, [dimensions, groups], [grace, description], h('div.field', h('div.actions', look), preview)], 'Define meter', async () => {
            await api.post('/v1/meters', read(), {query: session.scope});
            toast('Defined. It counts from the next full minute on.');
            done();
            close();
        }, {cancel: close}),
    ], {wide: true});
}

function previewOf(preview) {
    const {series, groups, samples, quantity, unit, fact_count: counted, facts, lacking, filtered, error, complete} = preview;
    if (counted === 0) {
        return notice('plain', facts === 0 ? 'No fact of this type was recorded in the last hour.' : `None of the ${grouped(String(facts))} facts of the last hour would have counted${lacking > 0 ? `; ${grouped(String(lacking))} lack the value` : ''}${filtered > 0 ? `; ${grouped(String(filtered))} do not pass the filters` : ''}.`);
    }
    return h('div.stack', h('p', h('strong', `${grouped(quantity)} ${unit}`), ` in ${complete ? 'the last hour' : 'the newest part of the last hour'} would have counted, from ${grouped(String(counted))} facts`, lacking > 0 && `; ${grouped(String(lacking))} lack the value`, filtered > 0 && `; ${grouped(String(filtered))} do not pass the filters`, '.', error && ` ${boundOf(error)}`),
        timeChart({
            times: series.map(({minute}) => Date.parse(minute)), step: MINUTE, height: 130, legend: false, label: 'Preview, per minute',
            series: [{name: unit, values: series.map(point => point.quantity), colour: 1, kind: 'bars', format: grouped}],
        }),
        groups.length > 1 && table('Largest groups', [
            {name: 'Group', cell: ({dimensions}) => h('div.chips', Object.entries(dimensions).map(([name, value]) => h('span.chip', `${name}=${value}`)))},
            {name: unit, number: true, cell: group => grouped(group.quantity)},
        ], groups.slice(0, 8), {narrow: true}),
        samples.length > 0 && h('details', h('summary', 'Newest facts'), codeBlock(samples.map(sample => JSON.stringify(sample)).join('\n'), 'the samples')));
}

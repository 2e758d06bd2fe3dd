import {h} from '../platform/dom.js';
import * as api from '../platform/api.js';
import {grouped} from '../platform/decimal.js';
import {openDialog} from '../elements/dialog.js';
import {field, form} from '../elements/form.js';
import {toast} from '../elements/toast.js';
import {KINDS, nameOf, WHEN_STALE} from './limit-kinds.js';

const LARGEST = 1_000_000_000;

/**
 * Edits all limits that a plan, a subscription or a key sets.
 *
 * @param path of the resource that has them as `limits`
 */
export async function editLimits(title, path, description, done) {
    const {body, etag} = await api.send('GET', path);
    const known = new Map(body.limits.map(limit => [limit.kind, limit]));
    const rows = KINDS.map(([kind, name, rate]) => row(kind, name, rate, known.get(kind)));
    await openDialog(title, close => form(rows.map(({fields}) => fields), 'Save the limits', async () => {
        await api.put(path, {limits: read(rows)}, {ifMatch: etag});
        toast('Saved. The edge has them within seconds.');
        done();
        close();
    }, {cancel: close}), {wide: true, description});
}

function row(kind, name, rate, limit) {
    const amount = field(kind, name, {inputmode: 'numeric', placeholder: 'not limited here', autocomplete: 'off', value: limit?.amount ?? ''});
    const burst = rate
        ? field(`${kind}-burst`, 'At once after a pause', {inputmode: 'numeric', placeholder: 'the whole amount', autocomplete: 'off', value: limit && limit.burst !== limit.amount ? limit.burst : '', 'aria-label': `At once after a pause: ${name}`})
        : h('div');
    const stale = field(`${kind}-stale`, 'When the control plane is silent', {choices: WHEN_STALE, value: limit?.when_stale ?? 'local', 'aria-label': `When the control plane is silent: ${name}`});
    return {kind, amount, burst: rate ? burst : null, stale, fields: [amount, burst, stale]};
}

/** What was left empty is not limited. A fault that the API finds in the n-th limit is shown at its amount. */
function read(rows) {
    const limits = [];
    const faults = [];
    for (const {kind, amount, burst, stale} of rows) {
        if (!amount.value.trim()) continue;
        amount.fieldName = `limits/${limits.length}`;
        const limit = {kind, amount: whole(amount.value), when_stale: stale.value};
        if (burst?.value.trim()) limit.burst = whole(burst.value);
        if (limit.amount === null || limit.burst === null) {
            faults.push({pointer: `/limits/${limits.length}`, detail: `Whole numbers from 1 to ${grouped(String(LARGEST))}.`});
        }
        limits.push(limit);
    }
    if (faults.length) throw new api.Problem(422, {title: 'Some limits are no numbers', errors: faults});
    return limits;
}

function whole(text) {
    const digits = text.trim().replaceAll(/[\s,_]/g, '');
    return /^\d{1,10}$/.test(digits) && Number(digits) <= LARGEST ? Number(digits) : null;
}

/** A set of limits in a few words each; what nobody set is not limited there. */
export function limitChips(limits, none) {
    return limits.length === 0 ? h('span.muted', none) : h('div.chips', limits.map(({kind, amount, burst}) =>
        h('span.chip', `${nameOf(kind).toLowerCase()}: ${grouped(String(amount))}${burst === amount ? '' : `, at once: ${grouped(String(burst))}`}`)));
}

import {h} from '../platform/dom.js';
import * as api from '../platform/api.js';
import {toLocalInput} from '../platform/time.js';
import {codeBlock} from '../elements/copy-button.js';
import {openDialog} from '../elements/dialog.js';
import {choices, field, form, notice} from '../elements/form.js';
import {toast} from '../elements/toast.js';
import {holdKey} from '../inference/held-key.js';
import {go} from '../shell/navigation.js';
import {curlLine} from './curl.js';
import {mine, SCOPES} from './scopes.js';

const DEFAULTS = ['inference', 'usage:write', 'usage:read'];
const OVERLAPS = [['PT0S', 'At once'], ['PT1H', '1 hour'], ['PT24H', '1 day'], ['P7D', '7 days']];

export async function createKey(path, done) {
    const parts = fields({name: '', scopes: DEFAULTS, models: [], cidrs: [], expires_at: null});
    const minted = await openDialog('Create an API key', close => form(parts.all, 'Create key', async () => {
        close(await api.post(path, withoutEmpty(parts.read())));
    }, {cancel: close}));
    if (minted) {
        done();
        await showSecret('Your new key', minted);
    }
}

export async function editKey(path, key, done) {
    const {body: current, etag} = await api.send('GET', `${path}/${key.id}`);
    const parts = fields(current);
    await openDialog(`Edit “${key.name}”`, close => form(parts.all, 'Save', async () => {
        await api.patch(`${path}/${key.id}`, parts.read(), {ifMatch: etag});
        toast('Saved.');
        done();
        close();
    }, {cancel: close}));
}

export async function rotateKey(path, key, done) {
    const overlap = field('overlap', 'The old secret keeps working for', {choices: OVERLAPS, value: 'PT24H', hint: 'Time to put the new secret in place everywhere. Then the old one is refused.'});
    const minted = await openDialog(`Rotate “${key.name}”`, close => form([overlap], 'Make a successor', async () => {
        close(await api.post(`${path}/${key.id}/rotation`, {overlap: overlap.value}));
    }, {cancel: close}), {description: 'Makes a key with the same name, scopes and limits.'});
    if (minted) {
        done();
        await showSecret('The successor', minted);
    }
}

/** The only time the secret can be seen, with a command that proves it works. */
async function showSecret(title, minted) {
    const settings = await api.get('/v1/console/settings').catch(() => null);
    const random = Array.from(crypto.getRandomValues(new Uint8Array(6)), byte => byte.toString(16).padStart(2, '0')).join('');
    await openDialog(title, close => [
        notice('warn', 'Copy it now: it is not kept, and never shown again.'),
        h('div.field', h('span.label', 'Secret'), codeBlock(minted.secret, 'the secret')),
        settings && minted.scopes.includes('usage:write') && h('div.field', h('span.label', 'Send a first call'), codeBlock(curlLine(settings.events_url, minted.secret, `hello-${random}`), 'the command'),
            h('div.hint', 'It reports one call of a model. The overview shows it within seconds.')),
        h('div.actions.end', minted.scopes.includes('inference') && h('button.button', {type: 'button', onclick: () => {
            holdKey(minted.secret);
            close();
            go('/playground');
        }}, 'Try it in the playground'), h('button.button.primary', {type: 'button', autofocus: true, onclick: () => close()}, 'I have copied it')),
    ], {wide: true});
}

function fields(key) {
    const own = mine();
    const name = field('name', 'Name', {value: key.name, required: true, maxlength: '200', placeholder: 'Production backend', autofocus: true});
    const scopes = choices('scopes', 'It may', SCOPES.filter(([scope]) => own.includes(scope) || key.scopes.includes(scope)), key.scopes);
    const models = field('models', 'Models', {value: (key.models ?? []).join(', '), placeholder: 'every model', hint: 'Separated by commas.'});
    const cidrs = field('cidrs', 'Addresses', {value: (key.cidrs ?? []).join(', '), placeholder: 'from anywhere', hint: 'CIDR ranges, such as 203.0.113.0/24.'});
    const expires = field('expires_at', 'Expires', {type: 'datetime-local', value: key.expires_at ? toLocalInput(key.expires_at) : '', hint: 'In your time zone. Empty: never.'});
    return {
        all: [name, scopes, [models, cidrs], expires],
        read: () => ({
            name: name.value.trim(), scopes: scopes.value, models: list(models.value), cidrs: list(cidrs.value),
            expires_at: expires.value ? new Date(expires.value).toISOString() : null,
        }),
    };
}

/** What was left empty is left to the API. */
function withoutEmpty(key) {
    return Object.fromEntries(Object.entries(key).filter(([, value]) => value !== null && value.length !== 0));
}

export function list(text) {
    return text.split(/[\s,]+/).filter(Boolean);
}

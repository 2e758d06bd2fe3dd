import {h, icon, put} from '../platform/dom.js';
import * as api from '../platform/api.js';
import {download} from '../platform/csv.js';
import {copyable, copyButton} from '../elements/copy-button.js';
import {openDialog} from '../elements/dialog.js';
import {failureNotice, field, form, notice} from '../elements/form.js';
import {qrCode} from '../elements/qr-code.js';
import {toast} from '../elements/toast.js';
import {session} from '../shell/session.js';

/** Turns the second factor on, with a QR code drawn in the browser, or off. */
export function secondFactorCard() {
    const failed = h('div');
    const on = session.user.totp_enabled;
    const act = async event => {
        event.currentTarget.disabled = true;
        try {
            await (on ? turnOff() : turnOn());
        } catch (failure) {
            put(failed, failureNotice(failure));
        }
        event.target.disabled = false;
    };
    return h('section.card', h('header.plain', h('h2', 'Second factor'), h(on ? 'span.badge.dot.good' : 'span.badge.dot.warn', on ? 'on' : 'off')), h('div.body.stack',
        h('p.muted', on ? 'Signing in needs a code of your authenticator app, or a recovery code.' : 'With a code of an authenticator app beside your password, a stolen password alone opens nothing.'),
        failed, h('div.actions', h(on ? 'button.button.danger-quiet' : 'button.button.primary', {type: 'button', onclick: act}, on ? 'Turn off' : 'Turn on'))));
}

async function turnOn() {
    const {secret, otpauth_uri: uri} = await api.post('/v1/session/totp');
    const code = codeField('The six digits the app shows now');
    const codes = await openDialog('Turn the second factor on', close => h('div.side-by-side', qrCode(uri, 'QR code for your authenticator app'),
        form([
            h('p', 'Scan this with an authenticator app, then type the code it shows.'),
            h('div.field', h('span.label', 'Or type this key'), copyable(secret, 'the key')), code,
        ], 'Turn on', async () => {
            close((await api.post('/v1/session/totp/confirmation', {code: code.value.trim()})).recovery_codes);
        }, {cancel: close})), {wide: true});
    if (!codes) return;
    await openDialog('Keep these recovery codes', close => {
        const text = codes.join('\n');
        return [notice('warn', 'Each signs you in once, when your phone is not at hand. They are never shown again.'),
            h('div.codes', codes.map(one => h('span', one))),
            h('div.actions.end', copyButton(text, 'all codes'), h('button.button', {type: 'button', onclick: () => download('matrix-recovery-codes.txt', 'text/plain', `${text}\n`)}, icon('download'), 'Download'),
                h('button.button.primary', {type: 'button', onclick: () => close()}, 'I have kept them'))];
    });
    toast('The second factor is on.');
    await session.refresh();
}

async function turnOff() {
    const code = codeField('A code of the app, or a recovery code');
    await openDialog('Turn the second factor off', close => form([code], 'Turn off', async () => {
        await api.remove('/v1/session/totp', {query: {code: code.value.trim()}});
        close();
        toast('The second factor is off.');
        await session.refresh();
    }, {cancel: close, danger: true}));
}

function codeField(label) {
    return field('code', label, {mono: true, required: true, autocomplete: 'one-time-code', autofocus: true});
}

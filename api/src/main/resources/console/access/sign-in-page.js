import {h, put} from '../platform/dom.js';
import {field, form, notice} from '../elements/form.js';
import {brand} from '../shell/frame.js';
import {here, link} from '../shell/navigation.js';
import {session} from '../shell/session.js';

/** Password first; the second factor is asked for only when the account has one. */
export class SignInPage extends HTMLElement {
    parameters = {};

    connectedCallback() {
        this.#password();
    }

    #password(email = '') {
        const address = field('email', 'E-mail address', {type: 'email', value: email, autocomplete: 'username', required: true, autofocus: true});
        const password = field('password', 'Password', {type: 'password', autocomplete: 'current-password', required: true});
        const credentials = () => ({email: address.value.trim(), password: password.value});
        put(this, gate('Sign in', null,
            here().query.get('reset') === 'done' && notice('good', 'Your password is changed. Sign in with it.'),
            here().query.get('verified') === 'yes' && notice('good', 'Your e-mail address is confirmed.'),
            form([address, password], 'Sign in', async () => {
                try {
                    await session.signIn(credentials());
                } catch (failure) {
                    if (failure.slug !== 'second-factor-required') throw failure;
                    this.#secondFactor(credentials());
                }
            }, {wide: true}),
            h('p.gate-foot', h('a', {href: link('/reset')}, 'Forgot your password?'))));
        (email ? password : address).control.focus();
    }

    #secondFactor(credentials, recovery = false) {
        const code = recovery
            ? field('code', 'Recovery code', {autocomplete: 'off', mono: true, required: true, hint: 'One of the codes you kept when you turned the second factor on. Each works once.'})
            : field('code', 'Code', {inputmode: 'numeric', autocomplete: 'one-time-code', mono: true, required: true, maxlength: '6', hint: 'The six digits your authenticator app shows now.'});
        put(this, gate(recovery ? 'Use a recovery code' : 'Second factor', `Signing in as ${credentials.email}`,
            form([code], 'Continue', () => session.signIn({...credentials, code: code.value.trim()}), {wide: true}),
            h('p.gate-foot', h('a', {href: '#', onclick: event => {
                event.preventDefault();
                this.#secondFactor(credentials, !recovery);
            }}, recovery ? 'Use the authenticator app' : 'Use a recovery code'), ' or ', h('a', {href: '#', onclick: event => {
                event.preventDefault();
                this.#password(credentials.email);
            }}, 'start again'))));
        code.control.focus();
    }
}

/** A card in the middle of an otherwise empty page. */
export function gate(title, lead, ...content) {
    return h('div.gate-box', brand(), h('div.gate-card', h('h1', title), lead && h('p.lead', lead), content));
}

customElements.define('sign-in-page', SignInPage);

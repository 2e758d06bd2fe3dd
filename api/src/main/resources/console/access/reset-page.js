import {h, put} from '../platform/dom.js';
import * as api from '../platform/api.js';
import {field, form, notice} from '../elements/form.js';
import {go, link} from '../shell/navigation.js';
import {gate} from './sign-in-page.js';

const LEAST_LENGTH = 12;

/** Asks for a reset by e-mail; with the token of that e-mail, sets the new password. */
export class ResetPage extends HTMLElement {
    parameters = {};

    connectedCallback() {
        if (this.parameters.token) this.#choose(this.parameters.token);
        else this.#ask();
    }

    #ask() {
        const email = field('email', 'E-mail address', {type: 'email', autocomplete: 'username', required: true});
        put(this, gate('Reset your password', 'We send a link to this address if an account has it.',
            form([email], 'Send the link', async () => {
                await api.post('/v1/password-resets', {email: email.value.trim()}, {quiet: true});
                put(this, gate('Look into your mail', null,
                    notice('good', `If ${email.value.trim()} has an account here, a link to choose a new password is on its way. It works once, and not for long.`), back()));
            }, {wide: true}), back()));
        email.control.focus();
    }

    #choose(token) {
        const password = field('password', 'New password', {type: 'password', autocomplete: 'new-password', required: true, hint: `At least ${LEAST_LENGTH} characters; a sentence is fine.`});
        put(this, gate('Choose a new password', 'It ends every session that is open now.',
            form([password], 'Change the password', async () => {
                await api.post(`/v1/password-resets/${encodeURIComponent(token)}`, {password: password.value}, {quiet: true});
                go('/sign-in?reset=done');
            }, {wide: true}), back()));
        password.control.focus();
    }
}

export function back() {
    return h('p.gate-foot', h('a', {href: link('/sign-in')}, 'Back to signing in'));
}

customElements.define('reset-page', ResetPage);

import {h, put} from '../platform/dom.js';
import * as api from '../platform/api.js';
import {section} from '../elements/async-section.js';
import {field, form} from '../elements/form.js';
import {go} from '../shell/navigation.js';
import {session} from '../shell/session.js';
import {back} from './reset-page.js';
import {gate} from './sign-in-page.js';

/** Accepts an invitation: with the account that is signed in, or with a new one. */
export class InvitationPage extends HTMLElement {
    parameters = {};

    connectedCallback() {
        const path = `/v1/invitations/${encodeURIComponent(this.parameters.token)}`;
        put(this, section(signal => api.get(path, {}, {signal, quiet: true}), invitation => this.#offer(path, invitation)));
    }

    #offer(path, {tenant, tenant_name: named, email, role}) {
        const name = named ?? tenant?.name ?? tenant;
        const title = `Join ${name}`;
        if (session.isSignedIn) {
            return gate(title, `You are invited as ${role}.`, form([], `Join as ${session.user.email}`, async () => {
                await api.post(`${path}/acceptance`, {});
                await session.refresh();
                go('/');
            }, {wide: true}));
        }
        const person = field('name', 'Your name', {autocomplete: 'name', required: true});
        const password = field('password', 'Choose a password', {type: 'password', autocomplete: 'new-password', required: true, hint: 'At least 12 characters; a sentence is fine.'});
        return gate(title, `You are invited as ${role}. Your account will be ${email}.`, form([person, password], 'Create the account', async () => {
            await api.post(`${path}/acceptance`, {name: person.value.trim(), password: password.value}, {quiet: true});
            await session.signIn({email, password: password.value});
            go('/');
        }, {wide: true}), h('p.gate-foot', 'Have an account already? Sign in first, then open this link again.'), back());
    }
}

customElements.define('invitation-page', InvitationPage);

import {h, put} from '../platform/dom.js';
import * as api from '../platform/api.js';
import {section} from '../elements/async-section.js';
import {field, form} from '../elements/form.js';
import {go, link} from '../shell/navigation.js';
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

    #offer(path, {tenant, email, role, invited_by: inviter, has_account: known}) {
        const title = `Join ${tenant.name}`;
        const lead = `${inviter} invites you as ${role}.`;
        if (session.isSignedIn) {
            return gate(title, lead, form([], `Join as ${session.user.email}`, async () => {
                await api.post(`${path}/acceptance`, {});
                await session.refresh();
                go('/');
            }, {wide: true}));
        }
        if (known) {
            return gate(title, `${lead} ${email} has an account already.`,
                h('a.button.primary.wide', {href: link(`/sign-in?next=/invitations/${encodeURIComponent(this.parameters.token)}`)}, 'Sign in to join'));
        }
        const person = field('name', 'Your name', {autocomplete: 'name', required: true});
        const password = field('password', 'Choose a password', {type: 'password', autocomplete: 'new-password', required: true, hint: 'At least 12 characters; a sentence is fine.'});
        return gate(title, `${lead} Your account will be ${email}.`, form([person, password], 'Create the account', async () => {
            await api.post(`${path}/acceptance`, {name: person.value.trim(), password: password.value}, {quiet: true});
            await session.signIn({email, password: password.value});
            go('/');
        }, {wide: true}), back());
    }
}

customElements.define('invitation-page', InvitationPage);

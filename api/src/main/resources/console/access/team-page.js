import {h, icon} from '../platform/dom.js';
import * as api from '../platform/api.js';
import {emptyState, section} from '../elements/async-section.js';
import {table} from '../elements/data-table.js';
import {confirmDialog, openDialog} from '../elements/dialog.js';
import {field, form} from '../elements/form.js';
import {toast} from '../elements/toast.js';
import {Page} from '../shell/page.js';
import {session} from '../shell/session.js';
import {may, ROLE_NAMES} from './scopes.js';

const EXPLAINED = 'Owners do everything. Admins everything but the subscription. Developers work with usage, keys and meters. Finance sees usage and manages the subscription. Viewers look.';

/** Who belongs to the tenant, in which role, and who is invited. */
class TeamPage extends Page {
    #members = null;
    #invitations = null;

    content() {
        this.#members = section(signal => api.all(`${path()}/members`, {}, {signal}), members => this.#list(members));
        this.#invitations = section(signal => api.all(`${path()}/invitations`, {}, {signal}), invitations => this.#invited(invitations));
        return [
            this.heading('Team', EXPLAINED, may('team:write') && h('button.button.primary', {type: 'button', onclick: () => this.#invite()}, icon('plus'), 'Invite')),
            h('div.stack', h('section.card', h('header.plain', h('h2', 'Members')), this.#members),
                h('section.card', h('header.plain', h('h2', 'Invitations')), this.#invitations)),
        ];
    }

    #list(members) {
        if (members.length === 0) return emptyState('No members yet', 'Invite the first one.');
        return table('Members', [
            {name: 'Member', cell: member => h('div', h('span.primary-line', member.name || member.email), h('div.second-line', member.email))},
            {name: 'Role', cell: member => h('span.badge', member.role)},
            {name: 'Member since', cell: ({joined_at: at}) => h('time-stamp', {at, form: 'day'})},
            {name: 'Second factor', cell: ({totp_enabled: on}) => (on ? h('span.badge.dot.good', 'on') : h('span.badge', 'off'))},
            {name: 'Actions', actions: true, cell: member => may('team:write') && h('div.actions',
                h('button.button.small', {type: 'button', 'aria-label': `Change the role of ${member.email}`, onclick: () => this.#changeRole(member)}, 'Role'),
                h('button.button.small.danger-quiet', {type: 'button', 'aria-label': `Remove ${member.email}`, onclick: () => this.#remove(member)}, 'Remove'))},
        ], members);
    }

    #invited(invitations) {
        if (invitations.length === 0) return emptyState('No open invitations', 'An invited person chooses a password, or joins with the account they have.');
        return table('Invitations', [
            {name: 'E-mail address', cell: ({email}) => h('span.primary-line', email)},
            {name: 'Role', cell: ({role}) => h('span.badge', role)},
            {name: 'Invited by', cell: ({invited_by: name}) => name},
            {name: 'Valid until', cell: ({expires_at: at}) => h('time-stamp', {at})},
            {name: 'Actions', actions: true, cell: invitation => may('team:write') && h('div.actions', h('button.button.small.danger-quiet', {
                type: 'button', 'aria-label': `Withdraw the invitation of ${invitation.email}`, onclick: () => this.#withdraw(invitation),
            }, 'Withdraw'))},
        ], invitations);
    }

    #invite() {
        const email = field('email', 'E-mail address', {type: 'email', required: true, autofocus: true});
        const role = field('role', 'Role', {choices: ROLE_NAMES, value: 'developer'});
        openDialog('Invite somebody', close => form([email, role], 'Send the invitation', async () => {
            await api.post(`${path()}/invitations`, {email: email.value.trim(), role: role.value});
            toast(`An invitation is on its way to ${email.value.trim()}.`);
            this.#invitations.reload();
            close();
        }, {cancel: close}));
    }

    async #changeRole({id}) {
        const memberPath = `${path()}/members/${id}`;
        const {body: member, etag} = await api.send('GET', memberPath);
        const role = field('role', 'Role', {choices: ROLE_NAMES, value: member.role});
        openDialog(`The role of ${member.name || member.email}`, close => form([role], 'Change the role', async () => {
            await api.patch(memberPath, {role: role.value}, {ifMatch: etag});
            toast('The role is changed.');
            this.#members.reload();
            close();
        }, {cancel: close}));
    }

    async #remove(member) {
        const {email, id} = member;
        if (await confirmDialog(`Remove ${email}?`, 'Every session of theirs loses access to this tenant at once.', 'Remove', () => api.remove(`${path()}/members/${id}`))) {
            toast(`${email} is no member any more.`);
            this.#members.reload();
        }
    }

    async #withdraw({id, email}) {
        if (await confirmDialog(`Withdraw the invitation of ${email}?`, 'The link that was sent stops working.', 'Withdraw', () => api.remove(`${path()}/invitations/${id}`))) {
            this.#invitations.reload();
        }
    }
}

const path = () => `/v1/tenants/${session.tenant}`;

customElements.define('team-page', TeamPage);

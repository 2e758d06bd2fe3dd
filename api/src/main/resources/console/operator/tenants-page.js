import {h, icon} from '../platform/dom.js';
import * as api from '../platform/api.js';
import {emptyState, section} from '../elements/async-section.js';
import {copyable} from '../elements/copy-button.js';
import {table} from '../elements/data-table.js';
import {openDialog} from '../elements/dialog.js';
import {field, form} from '../elements/form.js';
import {toast} from '../elements/toast.js';
import {go} from '../shell/navigation.js';
import {Page} from '../shell/page.js';
import {session} from '../shell/session.js';

/** All tenants: look at one, act for one, make one. */
class TenantsPage extends Page {
    #section = null;

    content() {
        this.#section = section(signal => api.all('/v1/tenants', {}, {signal}), tenants => this.#list(tenants));
        return [
            this.heading('Tenants', 'Looking at a tenant shows its pages to you; acting for it also lets you change things as its owner, and is in its audit log.',
                h('button.button.primary', {type: 'button', onclick: () => this.#create()}, icon('plus'), 'Create tenant')),
            h('section.card', this.#section),
        ];
    }

    #list(tenants) {
        if (tenants.length === 0) return emptyState('No tenants yet', 'Create the first one, then invite its owner.');
        return table('Tenants', [
            {name: 'Tenant', cell: ({id, name}) => h('button.link.primary-line', {type: 'button', onclick: () => this.#look(id)}, name)},
            {name: 'Id', cell: ({id}) => copyable(id, 'the tenant’s id')},
            {name: 'Created', cell: ({created_at: at}) => h('time-stamp', {at, form: 'day'})},
            {name: 'Actions', actions: true, cell: tenant => h('div.actions',
                h('button.button.small', {type: 'button', 'aria-label': `Invite somebody to ${tenant.name}`, onclick: () => this.#invite(tenant)}, 'Invite owner'),
                h('button.button.small', {type: 'button', 'aria-label': `Act for ${tenant.name}`, onclick: () => this.#act(tenant)}, 'Act for'))},
        ], tenants);
    }

    #look(id) {
        session.choose(id);
        go('/');
    }

    #create() {
        const name = field('name', 'Name', {required: true, maxlength: '200', autofocus: true});
        openDialog('Create a tenant', close => form([name], 'Create', async () => {
            await api.post('/v1/tenants', {name: name.value.trim()});
            toast(`${name.value.trim()} is created.`);
            close();
            await session.refresh();
        }, {cancel: close}));
    }

    #invite({id, name}) {
        const email = field('email', 'E-mail address', {type: 'email', required: true, autofocus: true});
        openDialog(`Invite an owner of ${name}`, close => form([email], 'Send the invitation', async () => {
            await api.post(`/v1/tenants/${id}/invitations`, {email: email.value.trim(), role: 'owner'});
            toast(`An invitation is on its way to ${email.value.trim()}.`);
            close();
        }, {cancel: close}));
    }

    #act({id, name}) {
        const reason = field('reason', 'Why', {required: true, maxlength: '500', autofocus: true, placeholder: 'Ticket 4711: cannot see usage', hint: 'The tenant reads this in its audit log.'});
        openDialog(`Act for ${name}`, close => form([reason], 'Begin', async () => {
            await api.post('/v1/session/impersonation', {tenant: id, reason: reason.value.trim()});
            close();
            await session.refresh();
            go('/');
        }, {cancel: close}));
    }
}

customElements.define('tenants-page', TenantsPage);

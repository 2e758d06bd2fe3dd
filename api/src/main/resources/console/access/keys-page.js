import {h, icon} from '../platform/dom.js';
import * as api from '../platform/api.js';
import {formatUtc} from '../platform/time.js';
import {emptyState, section} from '../elements/async-section.js';
import {copyable} from '../elements/copy-button.js';
import {table} from '../elements/data-table.js';
import {confirmDialog, openDialog} from '../elements/dialog.js';
import {toast} from '../elements/toast.js';
import {here, keep, link} from '../shell/navigation.js';
import {Page} from '../shell/page.js';
import {session} from '../shell/session.js';
import {createKey, editKey, rotateKey} from './key-forms.js';
import {may} from './scopes.js';

const STATES = {active: 'good', expired: 'warn', revoked: ''};

/** The tenant's API keys: create, edit, rotate, revoke, and when each was last used. */
class KeysPage extends Page {
    #section = null;
    #wanted = here().query.get('key');

    content() {
        this.#section = section(signal => api.all(path(), {}, {signal}), keys => this.#list(keys));
        return [
            this.heading('API keys', 'Programs sign in with these. A secret is shown once; only its hash is kept.',
                may('keys:write') && h('button.button.primary', {type: 'button', onclick: () => createKey(path(), () => this.#section.reload())}, icon('plus'), 'Create key')),
            h('section.card', this.#section),
        ];
    }

    #list(keys) {
        if (keys.length === 0) {
            return emptyState('No API keys yet', 'Create one for each program and environment, so that each can be revoked alone.',
                may('keys:write') && h('button.button.primary', {type: 'button', onclick: () => createKey(path(), () => this.#section.reload())}, 'Create the first key'));
        }
        const wanted = keys.find(({id}) => id === this.#wanted);
        this.#wanted = null;
        if (wanted) queueMicrotask(() => this.#details(wanted));
        return table('API keys', [
            {name: 'Name', cell: key => h('div', h('button.link.primary-line', {type: 'button', onclick: () => this.#details(key)}, key.name), h('div.second-line.mono', `${key.id.slice(0, 12)}… ends in ${key.last_four}`))},
            {name: 'Status', cell: key => status(key)},
            {name: 'Scopes', cell: key => h('div.chips', key.scopes.slice(0, 3).map(scope => h('span.chip', scope)), key.scopes.length > 3 && h('span.chip', `+${key.scopes.length - 3}`))},
            {name: 'Last used', cell: key => lastUsed(key, 'relative')},
            {name: 'Expires', cell: key => moment(key.expires_at, 'never', 'day')},
            {name: 'Created', cell: key => moment(key.created_at, '–', 'day')},
            {name: 'Actions', actions: true, cell: key => this.#actions(key)},
        ], keys, {off: key => stateOf(key) === 'revoked'});
    }

    #actions(key) {
        if (!may('keys:write') || ['revoked', 'expired'].includes(stateOf(key))) return null;
        const reload = () => this.#section.reload();
        return h('div.actions',
            h('button.button.small', {type: 'button', 'aria-label': `Edit ${key.name}`, onclick: () => editKey(path(), key, reload)}, 'Edit'),
            h('button.button.small', {type: 'button', 'aria-label': `Rotate ${key.name}`, onclick: () => rotateKey(path(), key, reload)}, 'Rotate'),
            h('button.button.small.danger-quiet', {type: 'button', 'aria-label': `Revoke ${key.name}`, onclick: () => this.#revoke(key)}, 'Revoke'));
    }

    async #revoke(key) {
        const done = await confirmDialog(`Revoke “${key.name}”?`, 'The door and the API refuse it within seconds. This cannot be taken back.', 'Revoke the key',
            () => api.remove(`${path()}/${key.id}`));
        if (done) {
            toast(`“${key.name}” is revoked.`);
            this.#section.reload();
        }
    }

    #details(key) {
        keep({key: key.id});
        openDialog(key.name, () => [
            h('dl.facts',
                h('dt', 'Key'), h('dd', copyable(key.id, 'the key’s id')),
                h('dt', 'Status'), h('dd', status(key)),
                h('dt', 'Secret'), h('dd', h('code', `…${key.last_four}`)),
                h('dt', 'Scopes'), h('dd', chips(key.scopes)),
                h('dt', 'Models'), h('dd', chips(key.models, 'every model')),
                h('dt', 'Addresses'), h('dd', chips(key.cidrs, 'from anywhere')),
                h('dt', 'Created'), h('dd', moment(key.created_at, '–', 'long')),
                h('dt', 'Expires'), h('dd', moment(key.expires_at, 'never', 'long')),
                h('dt', 'Last used'), h('dd', lastUsed(key, 'long')),
                key.revoked_at && [h('dt', 'Revoked'), h('dd', moment(key.revoked_at, '', 'long'))],
                key.rotated_from && [h('dt', 'Rotated from'), h('dd', copyable(key.rotated_from, 'the id of the key before'))]),
            h('div.actions.end', h('a.button', {href: link('/usage?meter=api.calls'), onclick: event => event.target.closest('dialog').close()}, 'See usage')),
        ]).then(() => keep({}));
    }
}

const path = () => `/v1/tenants/${session.tenant}/api-keys`;

export function stateOf(key) {
    if (key.status) return key.status;
    if (key.revoked_at) return 'revoked';
    return key.expires_at && Date.parse(key.expires_at) <= Date.now() ? 'expired' : 'active';
}

function status(key) {
    const state = stateOf(key);
    return h(`span.badge.dot${STATES[state] ? `.${STATES[state]}` : ''}`, state);
}

function chips(values, none) {
    return values?.length ? h('div.chips', values.map(value => h('span.chip', value))) : h('span.muted', none ?? 'none');
}

/** Whoever does not say it must not be understood as saying never. */
function lastUsed(key, form) {
    return key.last_used_at === undefined ? h('span.muted', '–') : moment(key.last_used_at, 'never', form);
}

function moment(at, none, form) {
    return at ? h('time-stamp', {at, form, title: formatUtc(new Date(at))}) : h('span.muted', none);
}

customElements.define('keys-page', KeysPage);

import {h, icon} from '../platform/dom.js';
import * as api from '../platform/api.js';
import {emptyState, section} from '../elements/async-section.js';
import {table} from '../elements/data-table.js';
import {openDialog} from '../elements/dialog.js';
import {choices, field, form} from '../elements/form.js';
import {toast} from '../elements/toast.js';
import {Page} from '../shell/page.js';

/** Everybody who can sign in. */
class PeoplePage extends Page {
    #section = null;

    content() {
        this.#section = section(signal => api.all('/v1/users', {}, {signal}), people => this.#list(people));
        return [
            this.heading('People', 'Everybody who can sign in. Roles in a tenant are given by its team.',
                h('button.button.primary', {type: 'button', onclick: () => this.#create()}, icon('plus'), 'Add person')),
            h('section.card', this.#section),
        ];
    }

    #list(people) {
        if (people.length === 0) return emptyState('Nobody yet');
        return table('People', [
            {name: 'Person', cell: ({name, email}) => h('div', h('span.primary-line', name), h('div.second-line', email))},
            {name: 'Platform role', cell: ({operator}) => (operator ? h('span.badge.accent', 'operator') : h('span.muted', 'none'))},
            {name: 'Address', cell: ({email_verified_at: at}) => (at ? h('span.badge.dot.good', 'confirmed') : h('span.badge.dot.warn', 'not confirmed'))},
            {name: 'Since', cell: ({created_at: at}) => h('time-stamp', {at, form: 'day'})},
        ], people);
    }

    #create() {
        const name = field('name', 'Name', {required: true, maxlength: '200', autofocus: true});
        const email = field('email', 'E-mail address', {type: 'email', required: true});
        const role = choices('operator', 'Platform role', [['operator', 'Operator: sees and manages everything']], []);
        openDialog('Add a person', close => form([name, email, role], 'Add', async () => {
            await api.post('/v1/users', {name: name.value.trim(), email: email.value.trim(), operator: role.value.length > 0});
            toast('Added. A link to choose a password is on its way.');
            this.#section.reload();
            close();
        }, {cancel: close}));
    }
}

customElements.define('people-page', PeoplePage);

import {h} from '../platform/dom.js';
import * as api from '../platform/api.js';
import {field, form} from '../elements/form.js';
import {toast} from '../elements/toast.js';
import {session} from '../shell/session.js';

export function profileCard() {
    const {user} = session;
    const name = field('name', 'Name', {value: user.name ?? '', autocomplete: 'name', required: true, maxlength: '200'});
    return h('section.card', h('header.plain', h('h2', 'You')), h('div.body', form([
        h('dl.facts', h('dt', 'E-mail'), h('dd', user.email, ' ', user.email_verified === false && h('span.badge.warn', 'not confirmed'))),
        name,
    ], 'Save', async () => {
        await api.patch('/v1/session/user', {name: name.value.trim()});
        toast('Saved.');
        await session.refresh();
    })));
}

export function passwordCard() {
    const current = field('current', 'Current password', {type: 'password', autocomplete: 'current-password', required: true});
    const password = field('password', 'New password', {type: 'password', autocomplete: 'new-password', required: true, hint: 'At least 12 characters; a sentence is fine.'});
    return h('section.card', h('header.plain', h('h2', 'Password')), h('div.body', form([current, password], 'Change the password', async () => {
        await api.put('/v1/session/password', {current: current.value, password: password.value});
        current.value = '';
        password.value = '';
        toast('Your password is changed, and you are signed out everywhere else.');
    })));
}

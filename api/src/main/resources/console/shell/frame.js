import {ASSETS, h, icon, put} from '../platform/dom.js';
import * as api from '../platform/api.js';
import {popover} from '../elements/popover.js';
import {toast} from '../elements/toast.js';
import {go, link} from './navigation.js';
import {GROUPS, ROUTES} from './routes.js';
import {openPalette} from './palette.js';
import {openHelp} from './help.js';
import {session} from './session.js';
import {toggleTheme} from './colours.js';

/** What stands around every page: navigation at the side, tenant, search and account above. */
export class Frame {
    #main = h('main', {id: 'main', tabindex: '-1'});
    #shown = false;

    show(route, content) {
        const shell = h('div.shell', this.#side(route), h('div', this.#top(), this.#banner(), this.#main), h('div.veil', {onclick: closeNavigation}));
        put(this.#main, content);
        put(document.body, h('a.skip', {href: '#main', onclick: event => {
            event.preventDefault();
            this.#main.focus();
        }}, 'Skip to the page'), shell);
        closeNavigation();
        scrollTo(0, 0);
        if (this.#shown) this.#main.focus({preventScroll: true}); // who reads by ear hears that the page has changed
        this.#shown = true;
    }

    /** Shown instead of a tenant's page while an operator has chosen none. */
    chooseTenant(name) {
        const tenants = session.tenants.slice(0, 12);
        return h('div.state', icon('tenants'), h('h1', `${name}: choose a tenant`),
            h('p', tenants.length ? 'This page is about one tenant.' : 'You are not a member of any tenant yet. Ask for an invitation.'),
            h('div.actions', tenants.map(({id, name: title}) => h('button.button', {type: 'button', onclick: () => session.choose(id)}, title))));
    }

    #side(current) {
        const groups = GROUPS.map(group => {
            const routes = ROUTES.filter(route => route.group === group && (route.for !== 'operator' || session.operator));
            return routes.length > 0 && [group && h('h2', group), routes.map(route => h('a', {
                href: link(route.path), 'aria-current': route === current ? 'page' : null,
            }, icon(route.icon), route.name))];
        });
        return h('aside.side', {'aria-label': 'Sections'}, brand(), h('nav', {'aria-label': 'Pages'}, groups),
            h('nav.foot', {'aria-label': 'More'}, h('a', {href: '/docs'}, icon('docs'), 'API documentation'),
                h('a', {href: '#', onclick: event => {
                    event.preventDefault();
                    openHelp();
                }}, icon('help'), 'Keyboard shortcuts')));
    }

    #top() {
        return h('header.top',
            h('button.button.quiet.icon-only.menu-button', {type: 'button', 'aria-label': 'Open navigation', onclick: () => document.body.classList.add('nav-open')}, icon('menu')),
            this.#switcher(), h('div.grow'),
            h('button.search-button', {type: 'button', onclick: openPalette, 'aria-label': 'Search'}, icon('search'), h('span', 'Search'), h('kbd', '/')),
            themeButton(), this.#account());
    }

    #switcher() {
        const {current, tenants, operator} = session;
        const name = current?.name ?? (operator ? 'All tenants' : 'No tenant');
        if (session.impersonating || (tenants.length < 2 && !operator)) return h('strong', name);
        const button = h('button.button', {type: 'button', 'aria-label': `Tenant: ${name}`}, icon('tenants'), h('span', name), icon('chevron'));
        return popover('switcher', button, close => {
            const choose = id => {
                close();
                session.choose(id);
            };
            const list = h('div');
            const fill = text => put(list, operator && !text && item('All tenants', null, session.tenant === null, choose),
                tenants.filter(({name: title, id}) => `${title} ${id}`.toLowerCase().includes(text.toLowerCase())).slice(0, 50)
                    .map(({id, name: title, role}) => item(title, id, session.tenant === id, choose, role)));
            fill('');
            return [tenants.length > 8 && h('input.input', {type: 'search', placeholder: 'Find a tenant', 'aria-label': 'Find a tenant', oninput: event => fill(event.target.value)}), list];
        });
    }

    #account() {
        const {user, operator} = session;
        const button = h('button.button.quiet.icon-only', {type: 'button', 'aria-label': 'Your account'}, icon('user'));
        return popover('account', button, close => [
            h('div.heading', h('div', h('strong', user.name || user.email)), h('div', user.email), operator && h('div', 'Operator')),
            h('hr'),
            h('a.item', {href: link('/security'), onclick: close}, icon('shield'), 'Your sign-in'),
            h('button.item', {type: 'button', onclick: () => session.signOut().then(() => go('/sign-in'))}, icon('out'), 'Sign out'),
        ], {right: true});
    }

    #banner() {
        const {impersonating, current} = session;
        return impersonating && h('div.banner', {role: 'status'}, icon('eye'),
            h('span', `You act as ${current?.name ?? 'a tenant'}. Everything you do is in its audit log. Reason: ${impersonating.reason}`),
            h('button.button.small', {type: 'button', onclick: endImpersonation}, 'End'));
    }
}

async function endImpersonation() {
    try {
        await api.remove('/v1/session/impersonation');
        session.tenant = null;
        await session.refresh();
        go('/tenants');
    } catch (failure) {
        toast(failure.message, 'bad');
    }
}

function item(title, id, chosen, choose, role) {
    return h('button.item', {type: 'button', onclick: () => choose(id), 'aria-current': chosen ? 'true' : null},
        h('span.grow', title), role && h('span.badge', role), chosen && icon('check'));
}

export function brand() {
    return h('a.brand', {href: '/console/'}, h('img', {src: `${ASSETS}icons/matrix.svg`, alt: ''}), 'Matrix');
}

function themeButton() {
    const root = document.documentElement;
    const dark = root.dataset.theme === 'dark';
    const button = h('button.button.quiet.icon-only', {type: 'button', 'aria-label': dark ? 'Light colours' : 'Dark colours', onclick: () => {
        toggleTheme();
        button.replaceWith(themeButton());
    }}, icon(dark ? 'sun' : 'moon'));
    return button;
}

function closeNavigation() {
    document.body.classList.remove('nav-open');
}

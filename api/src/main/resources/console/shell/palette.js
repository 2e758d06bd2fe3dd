import {freshId, h, icon, put} from '../platform/dom.js';
import * as api from '../platform/api.js';
import {go} from './navigation.js';
import {ROUTES} from './routes.js';
import {session} from './session.js';
import {toggleTheme} from './colours.js';

let open = false;

/** Search over pages, meters, keys and tenants; what is found is opened with Enter. */
export function openPalette() {
    if (open) return;
    open = true;
    const list = h('ul', {role: 'listbox', id: freshId('found'), 'aria-label': 'Found'});
    const input = h('input', {type: 'text', role: 'combobox', placeholder: 'Search pages, meters, keys…', 'aria-label': 'Search', 'aria-expanded': 'true', 'aria-controls': list.id, autocomplete: 'off'});
    const dialog = h('dialog.dialog.palette', {'aria-label': 'Search'}, h('div.query', icon('search'), input, h('kbd', 'Esc')), list);
    let entries = pages();
    let found = [];
    let at = 0;
    const choose = entry => {
        dialog.close();
        entry.act ? entry.act() : go(entry.path);
    };
    const mark = () => {
        [...list.querySelectorAll('[role=option]')].forEach((option, index) => {
            option.setAttribute('aria-selected', String(index === at));
            if (index === at) {
                input.setAttribute('aria-activedescendant', option.id);
                option.scrollIntoView({block: 'nearest'});
            }
        });
    };
    const search = () => {
        found = best(entries, input.value).slice(0, 40);
        at = 0;
        put(list, found.map(entry => h('li.option', {role: 'option', id: freshId('option'), 'aria-selected': 'false', onclick: () => choose(entry)},
            icon(entry.icon), h('span', entry.name), h('span.hint', entry.kind))),
        found.length === 0 && h('li.heading', {role: 'option', 'aria-selected': 'false', 'aria-disabled': 'true'}, 'Nothing has that name.'));
        mark();
    };
    input.addEventListener('input', search);
    input.addEventListener('keydown', event => {
        const move = {ArrowDown: 1, ArrowUp: -1}[event.key];
        if (move && found.length) {
            event.preventDefault();
            at = (at + move + found.length) % found.length;
            mark();
        } else if (event.key === 'Enter' && found[at]) {
            event.preventDefault();
            choose(found[at]);
        }
    });
    dialog.addEventListener('pointerdown', event => event.target === dialog && dialog.close());
    dialog.addEventListener('close', () => {
        open = false;
        dialog.remove();
    });
    document.body.append(dialog);
    dialog.showModal();
    search();
    more().then(others => {
        entries = [...entries, ...others];
        if (open) search();
    });
}

function pages() {
    const routes = ROUTES.filter(({group, for: who}) => group !== undefined && (who !== 'operator' || session.operator));
    return [
        ...routes.map(({name, icon: picture, path}) => ({name, icon: picture, path, kind: 'Page'})),
        {name: 'API documentation', icon: 'docs', kind: 'Page', act: () => location.assign('/docs')},
        {name: 'Switch between light and dark', icon: 'sun', kind: 'Command', act: () => {
            toggleTheme();
            dispatchEvent(new Event('navigate-console'));
        }},
    ];
}

/** What the tenant has; what may not be read, or is not to be had now, is simply not found. */
async function more() {
    const tenants = session.operator && !session.impersonating
        ? session.tenants.map(({id, name}) => ({name, icon: 'tenants', kind: 'Tenant', act: () => session.choose(id)})) : [];
    if (!session.tenant) return tenants;
    const [meters, keys] = await Promise.allSettled([
        api.all('/v1/meters', session.scope, {bound: 300}), api.all(`/v1/tenants/${session.tenant}/api-keys`, {}, {bound: 300}),
    ]);
    return [
        ...(meters.value ?? []).map(({key}) => ({name: key, icon: 'meter', kind: 'Meter', path: `/usage?meter=${encodeURIComponent(key)}`})),
        ...(keys.value ?? []).map(({id, name}) => ({name, icon: 'key', kind: 'API key', path: `/keys?key=${id}`})),
        ...tenants,
    ];
}

/** Names that start with the text first, then those that hold all its words. */
function best(entries, text) {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    return entries.map(entry => ({entry, name: entry.name.toLowerCase()}))
        .filter(({name, entry}) => words.every(word => name.includes(word) || entry.kind.toLowerCase().startsWith(word)))
        .sort((one, other) => Number(other.name.startsWith(words[0] ?? '')) - Number(one.name.startsWith(words[0] ?? '')))
        .map(({entry}) => entry);
}

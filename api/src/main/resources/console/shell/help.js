import {h} from '../platform/dom.js';
import {openDialog} from '../elements/dialog.js';
import {ROUTES} from './routes.js';
import {session} from './session.js';

export function openHelp() {
    const pages = ROUTES.filter(({key, for: who}) => key && (who !== 'operator' || session.operator));
    const row = (name, ...keys) => h('div', name, h('span', keys.map(key => [h('kbd', key), ' '])));
    openDialog('Keyboard shortcuts', () => [
        h('div.shortcuts',
            row('Search pages, keys and meters', '/'), row('This help', '?'), row('Close a dialog', 'Esc'), row('Read a chart window by window', '←', '→'),
            pages.map(({name, key}) => row(name, 'g', key))),
        h('p.hint', 'Times are shown in your time zone; hover over one to see it in UTC.'),
    ], {wide: true});
}

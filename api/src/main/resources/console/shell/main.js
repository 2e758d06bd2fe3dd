import {h, put} from '../platform/dom.js';
import {errorState} from '../elements/async-section.js';
import '../elements/time-stamp.js';
import {toast} from '../elements/toast.js';
import {go, followLinks, here} from './navigation.js';
import {match} from './routes.js';
import {session} from './session.js';
import {Frame} from './frame.js';
import {listenToKeys} from './keyboard.js';

const frame = new Frame();
let shown = 0;

async function show() {
    const mine = ++shown;
    const {path, query} = here();
    const found = match(path);
    if (found?.route.for !== 'visitor' && !session.isSignedIn) {
        return go(path === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(path + location.search)}`, {replace: true});
    }
    if (found?.route.page === 'sign-in-page' && session.isSignedIn) return go(safe(query.get('next')), {replace: true});
    let content;
    try {
        content = await page(found);
    } catch (failure) {
        content = errorState(failure, () => location.reload());
    }
    if (mine !== shown) return;
    document.title = found ? `${found.route.name} – Matrix` : 'Not found – Matrix';
    if (found?.route.for === 'visitor') put(document.body, h('main.gate', content));
    else frame.show(found?.route, content);
}

async function page(found) {
    if (!found) {
        return h('div.state', h('h1', 'There is no such page'), h('p', 'The address may have been cut off, or the page has moved.'),
            h('div.actions', h('a.button', {href: '/console/'}, 'To the overview')));
    }
    const {route, parameters} = found;
    if (route.for === 'tenant' && !session.tenant) return frame.chooseTenant(route.name);
    if (route.for === 'operator' && !session.operator) {
        return h('div.state', h('h1', 'For operators'), h('p', 'This page is for those who run the platform.'));
    }
    await import(route.module).catch(outdated);
    const element = document.createElement(route.page);
    element.parameters = parameters;
    return element;
}

/** The files of an older version are gone once the console was updated: the page must be loaded anew to be whole again. */
function outdated(failure) {
    console.error(failure);
    throw Object.assign(new Error(), {status: 0, title: 'This page cannot be loaded', detail: 'The console may have been updated since you opened it. Loading it again helps.'});
}

/** Only a path of the console itself: what stands in an address may come from anybody. */
function safe(next) {
    return next && /^\/(?!\/)[\w\-./?=&%:,]*$/.test(next) ? next : '/';
}

async function start() {
    put(document.body, h('main.gate', {'aria-busy': 'true'}));
    try {
        await session.restore();
    } catch (failure) {
        put(document.body, h('main.gate', errorState(failure, start)));
        return;
    }
    session.addEventListener('change', show);
    addEventListener('navigate-console', show);
    followLinks();
    listenToKeys();
    await show();
}

// What a button asked for and did not get; forms and sections show it themselves.
addEventListener('unhandledrejection', ({reason}) => reason?.status !== undefined && toast(reason.message || reason.title, 'bad'));

await start();

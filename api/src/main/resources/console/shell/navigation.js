export const BASE = '/console';

/** Where the person is, without the base: /usage?meter=… */
export function here() {
    const path = location.pathname.startsWith(BASE) ? location.pathname.slice(BASE.length) : location.pathname;
    return {path: path || '/', query: new URLSearchParams(location.search)};
}

export const link = path => BASE + path;

/** Goes to a page as a click on a link to it would. */
export function go(path, {replace = false} = {}) {
    history[replace ? 'replaceState' : 'pushState'](null, '', link(path));
    dispatchEvent(new Event('navigate-console'));
}

/** Keeps the choices of a page in its address without leaving it. */
export function keep(query) {
    const parameters = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
        for (const one of Array.isArray(value) ? value : [value]) {
            if (one !== null && one !== undefined && one !== '') parameters.append(name, one);
        }
    }
    const text = parameters.toString();
    history.replaceState(null, '', location.pathname + (text ? `?${text}` : ''));
}

/** Follows links inside the console without loading the page again. */
export function followLinks() {
    document.addEventListener('click', event => {
        const anchor = event.target instanceof Element ? event.target.closest('a[href]') : null;
        if (!anchor || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        const url = new URL(anchor.href, location.href);
        if (anchor.target || anchor.hasAttribute('download') || url.origin !== location.origin || !`${url.pathname}/`.startsWith(`${BASE}/`) || url.hash) return;
        event.preventDefault();
        go(url.pathname.slice(BASE.length) + url.search);
    });
    addEventListener('popstate', () => dispatchEvent(new Event('navigate-console')));
}

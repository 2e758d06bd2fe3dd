import {h, icon} from '../platform/dom.js';

function shelf() {
    return document.querySelector('.toasts') ?? document.body.appendChild(h('div.toasts', {role: 'status', 'aria-live': 'polite'}));
}

/** Says something that needs no answer. `kind`: good (default) or bad. */
export function toast(text, kind = 'good') {
    const note = h('div.toast', h(`span.${kind}`, icon(kind === 'good' ? 'check' : 'warning')), h('span', text));
    shelf().append(note);
    setTimeout(() => note.remove(), kind === 'good' ? 4000 : 8000);
}

import {h, put} from '../platform/dom.js';

/** What all pages share: a heading, and being made anew when they are opened. Subclasses write `content()`. */
export class Page extends HTMLElement {
    /** What the address named: {token: …} */
    parameters = {};

    connectedCallback() {
        put(this, this.content());
    }

    content() {
        return [];
    }

    heading(title, lead, ...actions) {
        return h('div.page-head', h('div', h('h1', title), lead && h('p', lead)), actions.length > 0 && h('div.actions', actions));
    }

    card(title, body, {actions = [], foot, padded = true, plain = false} = {}) {
        return h('section.card', title && h(plain ? 'header.plain' : 'header', h('h2', title), actions.length > 0 && h('div.actions', actions)),
            padded ? h('div.body', body) : body, foot && h('div.foot', foot));
    }
}

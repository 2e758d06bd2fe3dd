import {h, icon, put} from '../platform/dom.js';
import {toast} from './toast.js';

/** Copies the text it was given. */
export class CopyButton extends HTMLElement {
    text = '';

    connectedCallback() {
        const button = h('button.button.quiet.small.icon-only', {
            type: 'button', 'aria-label': `Copy ${this.getAttribute('what') ?? 'this'}`, onclick: () => this.#copy(button),
        }, icon('copy'));
        put(this, button);
    }

    async #copy(button) {
        try {
            await navigator.clipboard.writeText(this.text);
        } catch {
            toast('The browser does not let this page copy. Select the text instead.', 'bad');
            return;
        }
        put(button, icon('check'));
        setTimeout(() => put(button, icon('copy')), 1600);
    }
}

customElements.define('copy-button', CopyButton);

export function copyButton(text, what) {
    const button = document.createElement('copy-button');
    button.setAttribute('what', what);
    button.text = text;
    return button;
}

/** An id or another short text in fixed width, with its copy button. */
export function copyable(text, what) {
    return h('span.copyable', h('code', text), copyButton(text, what));
}

export function codeBlock(text, what) {
    return h('div.code', h('pre', {tabindex: '0', 'aria-label': what}, text), copyButton(text, what));
}

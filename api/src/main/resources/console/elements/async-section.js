import {h, icon, put} from '../platform/dom.js';

/**
 * A part of a page that asks the API: shows a skeleton at first, what was there while it asks again, and what went wrong with a
 * way to try again. A later question wins over an earlier one that is still under way.
 */
export class AsyncSection extends HTMLElement {
    #load = async () => null;
    #render = () => null;
    #asked = null;
    #shown = false;

    /** @param load gets an AbortSignal; @param render makes nodes of what it answered */
    with(load, render, {tall = false} = {}) {
        this.#load = load;
        this.#render = render;
        this.classList.toggle('tall', tall);
        return this;
    }

    connectedCallback() {
        this.reload();
    }

    disconnectedCallback() {
        this.#asked?.abort();
    }

    /**
     * @param quiet whether nobody asked: then what somebody reads or points at stays as it is
     * @param fresh whether what is shown is about something else and must go at once
     */
    async reload({fresh = false, quiet = false} = {}) {
        if (quiet && (this.contains(document.activeElement) || this.matches(':hover'))) return;
        this.#asked?.abort();
        const asked = new AbortController();
        this.#asked = asked;
        if (!quiet) this.setAttribute('aria-busy', 'true');
        if (!this.#shown || fresh) put(this, skeleton(this.classList.contains('tall')));
        try {
            const answer = await this.#load(asked.signal);
            if (asked.signal.aborted) return;
            put(this, h('div.content', this.#render(answer)));
            this.#shown = true;
        } catch (failure) {
            if (asked.signal.aborted) return;
            this.#shown = false;
            put(this, errorState(failure, () => this.reload()));
            if (failure.status === undefined) console.error(failure);
        }
        this.removeAttribute('aria-busy');
    }
}

customElements.define('async-section', AsyncSection);

export function section(load, render, options) {
    return document.createElement('async-section').with(load, render, options);
}

function skeleton(tall) {
    return h(tall ? 'div.skeleton.tall' : 'div.skeleton', {'aria-hidden': 'true'}, Array.from({length: 5}, () => h('i')));
}

export function errorState(failure, retry) {
    const {title, detail} = inWords(failure);
    return h('div.state.error', {role: 'alert'}, icon('warning'), h('h3', title), detail && h('p', detail),
        failure.instance && h('p.small.mono', `Request ${failure.instance}`),
        retry && h('div.actions', h('button.button', {type: 'button', onclick: retry}, icon('refresh'), 'Try again')));
}

function inWords(failure) {
    if (failure.status === 403) return {title: 'Not permitted', detail: failure.detail || 'Your role here does not cover this.'};
    if (failure.status === undefined) return {title: 'This part of the page failed', detail: String(failure.message ?? failure)};
    return {title: failure.title, detail: failure.detail};
}

export function emptyState(title, text, ...actions) {
    return h('div.state', icon('empty'), h('h3', title), text && h('p', text), actions.length > 0 && h('div.actions', actions));
}

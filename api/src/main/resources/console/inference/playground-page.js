import {h, icon, put} from '../platform/dom.js';
import * as api from '../platform/api.js';
import {emptyState} from '../elements/async-section.js';
import {failureNotice, field, notice} from '../elements/form.js';
import {link} from '../shell/navigation.js';
import {Page} from '../shell/page.js';
import {session} from '../shell/session.js';
import {may} from '../access/scopes.js';
import {callCard} from './call-card.js';
import {chat, models} from './door.js';
import {heldKey, holdKey} from './held-key.js';

const SETTLED_MS = 350;
const KEY_LENGTH = 47;

/** Calls a model as a program of the tenant would: with its key, at the door, streamed. */
class PlaygroundPage extends Page {
    #key = field('key', 'API key', {mono: true, autocomplete: 'off', spellcheck: 'false', autocapitalize: 'off', class: 'input mono secret', placeholder: 'mtx_live_…', hint: 'It stays in the memory of this page: nothing stores it, and only the door is sent it.'});
    #model = field('model', 'Model', {choices: [['', 'Give a key first']]});
    #system = field('system', 'System prompt', {rows: 2, placeholder: 'None'});
    #most = field('max_tokens', 'At most so many tokens', {inputmode: 'numeric', placeholder: 'The model’s own limit', autocomplete: 'off'});
    #temperature = field('temperature', 'Temperature', {inputmode: 'decimal', placeholder: 'The model’s own', autocomplete: 'off'});
    #message = h('textarea', {rows: 3, id: 'message', placeholder: 'Ask something', 'aria-label': 'Message', 'aria-describedby': 'message-hint'});
    #send = h('button.button.primary', {type: 'submit'}, 'Send');
    #stop = h('button.button', {type: 'button', hidden: true, onclick: () => this.#call?.abort()}, 'Stop');
    #talk = h('div.talk', {role: 'log', 'aria-label': 'Conversation', 'aria-live': 'off', tabindex: '0'});
    #last = h('div.last-call');
    #failed = h('div', {role: 'alert'});
    #spoken = h('p.spoken', {role: 'status'});
    #messages = [];
    #call = null;
    #settling = null;
    #asked = null;

    disconnectedCallback() {
        this.#call?.abort();
        this.#asked?.abort();
        clearTimeout(this.#settling);
    }

    content() {
        this.#key.control.addEventListener('input', () => {
            clearTimeout(this.#settling);
            this.#settling = setTimeout(() => this.#useKey(), SETTLED_MS);
        });
        this.#message.addEventListener('keydown', event => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
                event.preventDefault();
                this.#ask();
            }
        });
        this.#begin();
        if (heldKey()) {
            this.#key.value = heldKey();
            this.#useKey();
        }
        return [
            this.heading('Playground', 'Calls a model as your own programs do. Each call counts against the key’s limits, and is billed like any other.',
                h('button.button', {type: 'button', onclick: () => this.#begin()}, 'New conversation')),
            h('div.playground',
                h('section.card.ask-card', h('header.plain', h('h2', 'Call')), h('form.body.form', {onsubmit: event => event.preventDefault()}, this.#key, this.#model,
                    h('details', h('summary', 'More'), h('div.form', this.#system, h('div.two', this.#most, this.#temperature))))),
                h('section.card.talk-card', this.#talk, h('form.composer', {onsubmit: event => {
                    event.preventDefault();
                    this.#ask();
                }}, this.#message, this.#failed, h('div.actions', h('span.hint', {id: 'message-hint'}, h('kbd', 'Ctrl'), ' ', h('kbd', 'Enter'), ' sends'), h('span.grow'), this.#stop, this.#send)), this.#spoken),
                this.#last),
        ];
    }

    #begin() {
        this.#call?.abort();
        this.#messages = [];
        put(this.#last);
        put(this.#failed);
        put(this.#talk, emptyState('Nothing said yet', may('keys:write') ? 'Paste an API key with the scope inference, or make one.' : 'Paste an API key with the scope inference.',
            may('keys:write') && h('a.button', {href: link('/keys')}, 'API keys')));
    }

    /** Asks which models the key may use; says whose it is, as far as that can be told. */
    async #useKey() {
        const secret = this.#key.value.trim();
        holdKey(secret);
        this.#key.fault('');
        this.#asked?.abort();
        if (secret.length < KEY_LENGTH) return this.#offer([]);
        const asked = new AbortController();
        this.#asked = asked;
        try {
            this.#offer(await models(secret, asked.signal));
            this.#key.explain(await whose(secret));
        } catch (failure) {
            if (asked.signal.aborted) return;
            this.#offer([]);
            this.#key.fault(failure.error?.message ?? failure.message);
        }
    }

    #offer(names) {
        const before = this.#model.value;
        put(this.#model.control, names.length === 0 ? h('option', {value: ''}, 'Give a key first') : names.map(name => h('option', {value: name}, name)));
        if (names.includes(before)) this.#model.value = before;
    }

    async #ask() {
        const text = this.#message.value.trim();
        if (this.#call) return;
        put(this.#failed);
        this.#model.fault('');
        if (!heldKey()) return this.#refuse(this.#key, 'A key is needed.');
        if (!this.#model.value) return this.#refuse(this.#model, 'A model is needed.');
        if (!text) return this.#message.focus();
        if (this.#messages.length === 0) put(this.#talk);
        this.#messages.push({role: 'user', content: text});
        this.#message.value = '';
        const answer = h('div.said.assistant', h('div.who', this.#model.value), h('div.words.pending'));
        this.#talk.append(h('div.said.user', h('div.who', 'You'), h('div.words', text)), answer);
        await this.#listen(answer.querySelector('.words'));
    }

    async #listen(words) {
        this.#call = new AbortController();
        this.#toggle(true);
        const seen = {status: 0, headers: [], text: ''};
        let call;
        try {
            call = await chat(heldKey(), this.#body(), part => {
                Object.assign(seen, part.text === undefined ? part : {text: seen.text + part.text});
                words.classList.remove('pending');
                words.textContent = seen.text;
                this.#talk.scrollTop = this.#talk.scrollHeight;
            }, this.#call.signal);
        } catch (failure) {
            call = {...seen, usage: null, finish: null, error: null, times: {firstText: null, end: null}, left: failure.name === 'AbortError'};
            if (!call.left) put(this.#failed, failureNotice(failure)); // never begun, or cut off on the way
        }
        this.#call = null;
        words.classList.remove('pending');
        this.#end(words, seen, call);
    }

    #end(words, seen, call) {
        if (call.error) words.append(notice('bad', call.error.message ?? 'The door gave no reason.', call.error.code && h('div.small', h('code', call.error.code))));
        else if (call.left) words.append(h('span.muted', ' (stopped)'));
        // A question without an answer is no part of what the model is told next.
        if (seen.text && !call.error) this.#messages.push({role: 'assistant', content: seen.text});
        else this.#messages.pop();
        if (seen.status) put(this.#last, callCard(call));
        put(this.#spoken, call.error ? 'The call was refused or failed.' : call.left ? 'Stopped.' : `The answer is complete: ${call.usage?.completion_tokens ?? 'an unknown number of'} tokens.`);
        this.#talk.scrollTop = this.#talk.scrollHeight;
        this.#toggle(false);
    }

    #body() {
        const system = this.#system.value.trim();
        const most = this.#most.value.trim();
        const temperature = this.#temperature.value.trim();
        return {
            model: this.#model.value, messages: [...system ? [{role: 'system', content: system}] : [], ...this.#messages],
            ...most ? {max_tokens: Number(most)} : {}, ...temperature ? {temperature: Number(temperature)} : {},
        };
    }

    #toggle(calling) {
        this.#send.disabled = calling;
        this.#stop.hidden = !calling;
        if (!calling && this.isConnected) this.#message.focus();
    }

    #refuse(control, text) {
        control.fault(text);
        control.control.focus();
    }
}

/** Secrets are not kept, but what they end in is. */
async function whose(secret) {
    if (!may('keys:read')) return 'The door knows this key.';
    const keys = await api.all(`/v1/tenants/${session.tenant}/api-keys`).catch(() => null);
    if (!keys) return 'The door knows this key.';
    const found = keys.find(key => key.last_four === secret.slice(-4) && !key.revoked_at);
    return found ? `This is the key “${found.name}”.` : `No key of ${session.current?.name ?? 'this tenant'} ends like this: what it is used for counts for another tenant.`;
}

customElements.define('playground-page', PlaygroundPage);

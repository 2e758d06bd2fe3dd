import {h, put} from '../platform/dom.js';
import * as api from '../platform/api.js';
import {grouped} from '../platform/decimal.js';
import {formatMilliseconds, rfc} from '../platform/time.js';
import {copyable} from '../elements/copy-button.js';
import {notice} from '../elements/form.js';
import '../elements/time-stamp.js';
import {session} from '../shell/session.js';

const AGAIN_AFTER_MS = 1_000;
const TRIES = 30;

/** The fact that a call became, looked up in the raw log until it is there. */
export class CallFact extends HTMLElement {
    #headers = new Map();
    #timer = null;
    #tries = 0;

    /** @param headers of the answer, which name the fact */
    of(headers) {
        this.#headers = new Map(headers);
        return this;
    }

    connectedCallback() {
        this.#tries = 0;
        this.#look();
    }

    disconnectedCallback() {
        clearTimeout(this.#timer);
    }

    async #look() {
        const id = this.#headers.get('x-request-id');
        const source = this.#headers.get('x-fact-source');
        if (!id || !source) return this.#say(h('p.muted', 'This call becomes no fact: it was not let in.'));
        this.#tries += 1;
        try {
            const {data} = await api.get('/v1/usage/calls', {source, event_id: id, from: rfc(beginOf(id)), ...session.scope});
            if (!this.isConnected) return;
            if (data.length > 0) return this.#say(shown(data[0]), data.length > 1 && h('p.muted', `${data.length} records of it are in the log; this is the first.`));
            this.#say(h('p.muted', 'Not there yet.', this.#tries >= TRIES && ' Is the key of this tenant?'), this.#tries >= TRIES && this.#again());
        } catch (failure) {
            if (!this.isConnected) return;
            this.#tries = TRIES;
            return this.#say(notice('plain', failure.message), this.#again());
        }
        if (this.#tries < TRIES) this.#timer = setTimeout(() => this.#look(), AGAIN_AFTER_MS);
    }

    #again() {
        return h('button.button.small', {type: 'button', onclick: () => this.connectedCallback()}, 'Look again');
    }

    #say(...content) {
        put(this, ...content);
    }
}

/** Ids of requests begin with the time of the request, by the edge’s clock; facts are recorded at its end. */
function beginOf(id) {
    return parseInt(id.slice('req_'.length, 'req_'.length + 12), 16);
}

function shown(fact) {
    const tokens = `${grouped(String(fact.input_tokens))} in, ${grouped(String(fact.output_tokens))} out`;
    const parts = [fact.cached_input_tokens > 0 && `${grouped(String(fact.cached_input_tokens))} cached`, fact.reasoning_output_tokens > 0 && `${grouped(String(fact.reasoning_output_tokens))} for reasoning`, fact.estimated && 'estimated'].filter(Boolean);
    return h('dl.facts', {'data-offset': fact.offset},
        h('dt', 'Event'), h('dd', copyable(fact.event_id, 'the event’s id')),
        h('dt', 'Source'), h('dd', h('code', fact.source)),
        h('dt', 'Model, route'), h('dd', `${fact.model}, ${fact.route}`),
        h('dt', 'Status'), h('dd', String(fact.status)),
        h('dt', 'Tokens'), h('dd', tokens, parts.length > 0 && h('span.muted', ` (${parts.join(', ')})`)),
        h('dt', 'Latency'), h('dd', formatMilliseconds(fact.latency_ms), fact.time_to_first_token_ms !== undefined && h('span.muted', `, first token after ${formatMilliseconds(fact.time_to_first_token_ms)}`)),
        h('dt', 'Recorded'), h('dd', h('time-stamp', {at: fact.recorded_at, form: 'long'})),
        h('dt', 'Subscription'), h('dd', fact.subscription_id ? h('code', fact.subscription_id) : h('span.muted', 'none')),
        h('dt', 'In the log'), h('dd', h('code', `partition ${fact.partition}, offset ${fact.offset}`)));
}

customElements.define('call-fact', CallFact);

import {h, put} from '../platform/dom.js';
import {add, divide, grouped, short} from '../platform/decimal.js';
import {MINUTE} from '../platform/time.js';
import '../elements/time-chart.js';
import {session} from '../shell/session.js';
import {LiveUsage} from './live-usage.js';

const CALLS = 'api.calls';
const INPUT = 'tokens.input';
const OUTPUT = 'tokens.output';
const WORDS = {connecting: ['', 'Connecting'], live: ['.on', 'Live'], lost: ['.off', 'Connection lost, trying again']};

/** The last hour minute by minute and what flows right now, as it is counted. */
export class LivePanel extends HTMLElement {
    #live = null;
    #calls = document.createElement('time-chart');
    #tokens = document.createElement('time-chart');
    #now = h('div.tiles.two-tiles');
    #state = h('span');
    #spoken = h('p.spoken', {'aria-live': 'off'});

    connectedCallback() {
        put(this, h('section.card', h('header', h('h2', 'Last hour'), this.#state),
            h('div.body.live-grid', this.#now, h('div', h('h3', 'Calls per minute'), this.#calls), h('div', h('h3', 'Tokens per minute'), this.#tokens)), this.#spoken));
        this.#live = new LiveUsage([CALLS, INPUT, OUTPUT], session.scope);
        this.#live.addEventListener('change', () => this.#show());
        this.#live.open();
        this.#show();
    }

    disconnectedCallback() {
        this.#live.close();
    }

    #show() {
        const live = this.#live;
        const [kind, words] = WORDS[live.state];
        this.#state.replaceWith(this.#state = h(`span.live-dot${kind}`, {role: 'status'}, words));
        const hour = live.lastHour(CALLS);
        const times = hour.map(([start]) => start);
        const values = meter => live.lastHour(meter).map(([, quantity]) => quantity);
        const calls = values(CALLS);
        const total = calls.reduce(add, '0');
        const tokens = [...values(INPUT), ...values(OUTPUT)].reduce(add, '0');
        put(this.#now,
            figure('Calls per second', live.rate(CALLS), `${grouped(total)} in the last hour`),
            figure('Tokens per second', add(live.rate(INPUT), live.rate(OUTPUT)), `${short(tokens)} in the last hour`));
        this.dataset.calls = total;
        this.#calls.show({
            times, step: MINUTE, height: 150, legend: false, format: grouped, label: `Calls per minute in the last hour, ${grouped(total)} in all`,
            series: [{name: 'Calls', values: calls, colour: 1, kind: 'bars'}],
        });
        this.#tokens.show({
            times, step: MINUTE, height: 150, legend: false, label: `Tokens per minute in the last hour, ${grouped(tokens)} in all`,
            series: [
                {name: 'Input tokens', values: values(INPUT), colour: 2, kind: 'bars', format: grouped},
                {name: 'Output tokens', values: values(OUTPUT), colour: 5, kind: 'bars', format: grouped},
            ],
        });
    }
}

function figure(name, value, below) {
    return h('div.tile', h('div.name', name), h('div.figure', short(divide(value, '1', 1))), h('div.below', below));
}

customElements.define('live-panel', LivePanel);

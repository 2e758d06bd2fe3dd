import {add, divide, subtract} from '../platform/decimal.js';
import {address} from '../platform/api.js';
import {floorTo, HOUR, MINUTE} from '../platform/time.js';

const RATE_OVER_MS = 10_000;
const AGAIN_AFTER_MS = 5_000;
const AT_MOST_EVERY_MS = 200;

/**
 * What the stream of live usage says: per meter and minute the sum so far. Fires `change`, at most five times a second, and once
 * a second while anything flows, so that rates fall when nothing comes.
 *
 * `state` is connecting, live or lost.
 */
export class LiveUsage extends EventTarget {
    state = 'connecting';
    #minutes = new Map();
    #recent = new Map();
    #snapshotTaken = false;
    #source = null;
    #later = null;
    #ticks = null;
    #query;

    constructor(meters, scope) {
        super();
        this.#query = {meters: meters.join(','), ...scope};
        meters.forEach(meter => {
            this.#minutes.set(meter, new Map());
            this.#recent.set(meter, []);
        });
    }

    open() {
        this.#connect();
        this.#ticks = setInterval(() => this.#changed(), 1000);
    }

    close() {
        this.#source?.close();
        clearInterval(this.#ticks);
        clearTimeout(this.#later);
        clearTimeout(this.#again);
    }

    /** The last hour, minute by minute: [start in ms, exact quantity]. Minutes without usage are zero. */
    lastHour(meter, now = Date.now()) {
        const last = floorTo(now, MINUTE);
        const known = this.#minutes.get(meter);
        return Array.from({length: 60}, (_, index) => {
            const start = last - (59 - index) * MINUTE;
            return [start, known.get(start) ?? '0'];
        });
    }

    /** Exact amount per second over the last ten seconds, to one place. */
    rate(meter, now = Date.now()) {
        const recent = this.#recent.get(meter).filter(({at}) => now - at < RATE_OVER_MS);
        this.#recent.set(meter, recent);
        return divide(recent.reduce((total, {more}) => add(total, more), '0'), String(RATE_OVER_MS / 1000), 1);
    }

    #again = null;

    #connect() {
        this.#snapshotTaken = false;
        const source = new EventSource(address('/v1/usage/stream', this.#query));
        this.#source = source;
        source.addEventListener('open', () => {
            this.#snapshotTaken = false;
            this.#become('live');
        });
        source.addEventListener('usage', ({data}) => this.#take(JSON.parse(data)));
        source.addEventListener('snapshot', () => { this.#snapshotTaken = true; });
        source.addEventListener('error', () => {
            this.#become('lost');
            if (source.readyState === EventSource.CLOSED) {
                clearTimeout(this.#again);
                this.#again = setTimeout(() => this.#connect(), AGAIN_AFTER_MS);
            }
        });
    }

    #take({meter, minute, quantity}) {
        const minutes = this.#minutes.get(meter);
        if (!minutes) return;
        const start = Date.parse(minute);
        const more = subtract(quantity, minutes.get(start) ?? '0');
        minutes.set(start, quantity);
        const now = Date.now();
        if (this.#snapshotTaken) this.#recent.get(meter).push({at: now, more});
        for (const known of minutes.keys()) {
            if (known < now - HOUR - MINUTE) minutes.delete(known);
        }
        this.#changed();
    }

    #become(state) {
        this.state = state;
        this.#changed();
    }

    #changed() {
        this.#later ??= setTimeout(() => {
            this.#later = null;
            this.dispatchEvent(new Event('change'));
        }, AT_MOST_EVERY_MS);
    }
}

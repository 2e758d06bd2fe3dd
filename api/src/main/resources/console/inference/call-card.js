import {h} from '../platform/dom.js';
import {grouped} from '../platform/decimal.js';
import {formatMilliseconds} from '../platform/time.js';
import './call-fact.js';

/** What was measured of a call, what the door said beside the answer, and the fact that the call became. */
export function callCard({status, headers, usage, finish, error, times, left}) {
    const fact = document.createElement('call-fact').of(headers);
    return h('section.card', h('header', h('h2', 'The last call'), statusBadge(status, left)),
        h('div.tiles.two-by-two',
            tile('First token', times.firstText === null ? '–' : formatMilliseconds(times.firstText), 'as this page saw it'),
            tile('Whole answer', times.end === null ? '–' : formatMilliseconds(times.end), finish ? `ended by “${finish}”` : left ? 'you stopped it' : error ? 'no answer' : ''),
            tile('Prompt', usage ? grouped(String(usage.prompt_tokens)) : '–', usage ? 'tokens' : 'not told'),
            tile('Answer', usage ? grouped(String(usage.completion_tokens)) : '–', usage ? 'tokens' : 'not told')),
        h('div.body', h('h3', 'Its fact'), fact),
        h('details', h('summary', 'Headers of the answer'),
            h('dl.headers', headers.map(([name, value]) => [h('dt', name), h('dd', value)]))));
}

function statusBadge(status, left) {
    if (left) return h('span.badge.dot', 'stopped');
    return h(`span.badge.dot.${status < 400 ? 'good' : status < 500 ? 'warn' : 'bad'}`, String(status));
}

function tile(name, value, below) {
    return h('div.tile', h('div.name', name), h('div.figure', value), h('div.below', below));
}

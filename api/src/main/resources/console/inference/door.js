// The only place that speaks with the door: from this page, with a tenant's API key, as any client of models would.
import * as api from '../platform/api.js';
import {serverEvents} from './server-events.js';

/** What a page of another origin is allowed to see, in the order in which it is best read. */
const TOLD = [
    'x-request-id', 'x-fact-source', 'x-ratelimit-limit-requests', 'x-ratelimit-remaining-requests', 'x-ratelimit-reset-requests',
    'x-ratelimit-limit-tokens', 'x-ratelimit-remaining-tokens', 'x-ratelimit-reset-tokens', 'ratelimit-policy', 'ratelimit',
    'retry-after', 'retry-after-ms', 'x-should-retry',
];

let base = null;

/** The models that the key may use. */
export async function models(secret, signal) {
    const response = await ask('/models', {signal, headers: {Authorization: `Bearer ${secret}`}});
    const answer = await response.json().catch(() => null);
    if (!response.ok) throw refusal(response, answer);
    return answer.data.map(({id}) => id);
}

/**
 * One call, streamed.
 *
 * @param told is called with {status, headers} when the answer's head is there, then with {text} for each part of the text
 * @return {status, headers, usage, finish, error, left, times}: times in ms since the call began, left if it was aborted after its
 *     head. What the door refuses is an answer too
 */
export async function chat(secret, body, told, signal) {
    const began = performance.now();
    const since = () => performance.now() - began;
    const response = await ask('/chat/completions', {
        method: 'POST', signal, headers: {Authorization: `Bearer ${secret}`, 'Content-Type': 'application/json'},
        body: JSON.stringify({...body, stream: true, stream_options: {include_usage: true}}),
    });
    const call = {
        status: response.status, headers: TOLD.map(name => [name, response.headers.get(name)]).filter(([, value]) => value !== null),
        usage: null, finish: null, error: null, left: false, times: {firstText: null, end: null},
    };
    told({status: call.status, headers: call.headers});
    try {
        if (response.ok) await listen(response, call, told, since);
        else call.error = refusal(response, await response.json().catch(() => null)).error;
    } catch (failure) {
        if (failure.name !== 'AbortError') throw failure;
        call.left = true;
    }
    call.times.end = since();
    return call;
}

async function listen(response, call, told, since) {
    for await (const event of serverEvents(response.body)) {
        if (event.error) call.error = event.error;
        if (event.usage) call.usage = event.usage;
        const choice = event.choices?.[0];
        if (choice?.finish_reason) call.finish = choice.finish_reason;
        if (choice?.delta?.content) {
            call.times.firstText ??= since();
            told({text: choice.delta.content});
        }
    }
}

async function ask(path, options) {
    base ??= (await api.get('/v1/console/settings')).models_url;
    try {
        return await fetch(base + path, {...options, mode: 'cors', credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer'});
    } catch (failure) {
        if (failure.name === 'AbortError') throw failure;
        throw new api.Problem(0, {title: 'The door cannot be reached', detail: `${base} does not answer, or does not list ${location.origin} among the origins whose pages may call models.`});
    }
}

function refusal(response, answer) {
    const problem = new api.Problem(response.status, answer ?? {title: `The door answered ${response.status}`}, response.headers.get('retry-after'));
    problem.error = answer?.error ?? {message: problem.message, code: null};
    return problem;
}

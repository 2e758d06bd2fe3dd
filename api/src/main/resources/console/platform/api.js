// The only place that speaks HTTP with the API.

/** What the API refused, as RFC 9457 says it; `status` 0 when there was no answer at all. */
export class Problem extends Error {
    constructor(status, body, retryAfter) {
        super(body.detail || body.title || 'The request was not served.');
        this.status = status;
        this.slug = String(body.type ?? '').split('/').pop();
        this.title = body.title ?? 'Something went wrong';
        this.detail = body.detail ?? '';
        this.instance = body.instance ?? '';
        this.errors = body.errors ?? [];
        this.retryAfter = retryAfter;
    }

    /** What is wrong with the field at this JSON pointer or of this name. */
    fault(name) {
        const found = this.errors.find(({pointer, parameter}) => pointer === `/${name}` || pointer?.startsWith(`/${name}/`) || parameter === name);
        return found?.detail;
    }
}

let csrf = '';
let onSignedOut = () => {};

export function useCsrf(token) {
    csrf = token ?? '';
}

/** @param listener called when a request finds that nobody is signed in any more */
export function whenSignedOut(listener) {
    onSignedOut = listener;
}

export function address(path, query = {}) {
    const parameters = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
        for (const one of Array.isArray(value) ? value : [value]) {
            if (one !== null && one !== undefined && one !== '') parameters.append(name, one);
        }
    }
    const text = parameters.toString();
    return text ? `${path}?${text}` : path;
}

/** @return {body, etag}: the JSON that was answered, if any, and the tag to send as If-Match */
export async function send(method, path, {query, body, ifMatch, signal, quiet} = {}) {
    const headers = {Accept: 'application/json'};
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    if (ifMatch) headers['If-Match'] = ifMatch;
    if (method !== 'GET' && csrf) headers['X-CSRF-Token'] = csrf;
    if (method === 'POST') headers['Idempotency-Key'] = freshKey();
    let response;
    try {
        response = await fetch(address(path, query), {
            method, headers, signal, credentials: 'same-origin', cache: 'no-store',
            body: body === undefined ? undefined : JSON.stringify(body),
        });
    } catch (failure) {
        if (failure.name === 'AbortError') throw failure;
        throw new Problem(0, {title: 'The server cannot be reached', detail: 'Check your connection, then try again.'});
    }
    const answer = await json(response);
    if (!response.ok) {
        if (response.status === 401 && !quiet) onSignedOut();
        throw new Problem(response.status, answer ?? {title: `The server answered ${response.status}`},
            response.headers.get('Retry-After'));
    }
    return {body: answer, etag: response.headers.get('ETag')};
}

async function json(response) {
    if (response.status === 204 || !(response.headers.get('Content-Type') ?? '').includes('json')) return null;
    try {
        return await response.json();
    } catch {
        return null;
    }
}

export const get = async (path, query, options) => (await send('GET', path, {query, ...options})).body;
export const post = async (path, body, options) => (await send('POST', path, {body, ...options})).body;
export const put = async (path, body, options) => (await send('PUT', path, {body, ...options})).body;
export const patch = async (path, body, options) => (await send('PATCH', path, {body, ...options})).body;
export const remove = async (path, options) => (await send('DELETE', path, options)).body;

/** All pages of a list, up to a bound: pages of the console show whole small lists. */
export async function all(path, query = {}, {signal, bound = 1000} = {}) {
    const rows = [];
    let cursor;
    do {
        const page = await get(path, {limit: 100, ...query, cursor}, {signal});
        rows.push(...page.data);
        cursor = page.has_more ? page.next_cursor : undefined;
    } while (cursor && rows.length < bound);
    return rows;
}

/** Random, also where crypto.randomUUID is missing (an address that is neither https nor this machine). */
function freshKey() {
    return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');
}

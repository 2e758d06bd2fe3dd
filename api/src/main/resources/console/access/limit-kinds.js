/** Every kind of limit: its name in the API, what people call it, and whether it is a rate, which alone has a burst. */
export const KINDS = [
    ['requests_per_minute', 'Requests per minute', true],
    ['requests_per_hour', 'Requests per hour', false],
    ['requests_per_day', 'Requests per day', false],
    ['input_tokens_per_minute', 'Input tokens per minute', true],
    ['output_tokens_per_minute', 'Output tokens per minute', true],
    ['tokens_per_minute', 'Tokens per minute', true],
    ['concurrent_requests', 'Concurrent requests', false],
];

const NAMES = new Map(KINDS);
const RATES = new Set(KINDS.filter(([, , rate]) => rate).map(([kind]) => kind));

export const nameOf = kind => NAMES.get(kind) ?? kind.replaceAll('_', ' ');

export const isRate = kind => RATES.has(kind);

/** What an edge does about a limit while it has not heard of the control plane for ten minutes. */
export const WHEN_STALE = [['local', 'goes on counting'], ['closed', 'refuses calls'], ['open', 'does not count']];

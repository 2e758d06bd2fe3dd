// Meets limits and failures as OpenAI's customers do, with the client's own retries, and prints as one line of JSON how often it
// asked and what it made of the answers. BASE_URL and the keys in the environment.
import OpenAI from 'openai';

const messages = [{ role: 'user', content: 'Count the clouds above the river.' }];

/** A client, and what it sent and got, one entry a request. */
function watched(apiKey) {
    const requests = [];
    const client = new OpenAI({
        apiKey,
        baseURL: process.env.BASE_URL,
        maxRetries: 2,
        fetch: async (url, init) => {
            const at = performance.now();
            const answer = await fetch(url, init);
            requests.push({
                at,
                answeredAt: performance.now(),
                retry: Number(new Headers(init.headers).get('x-stainless-retry-count')),
                status: answer.status,
                retryAfter: answer.headers.get('retry-after'),
                retryAfterMs: answer.headers.get('retry-after-ms'),
                shouldRetry: answer.headers.get('x-should-retry'),
            });
            return answer;
        },
    });
    return { client, requests };
}

async function ask(watching, more = {}) {
    try {
        const chat = await watching.client.chat.completions.create({ model: 'sandbox-small', messages, ...more });
        return { text: chat.choices[0].message.content };
    } catch (error) {
        return {
            name: error.constructor.name, status: error.status, code: error.code, type: error.type,
            hasRequestId: String(error.requestID).startsWith('req_'),
        };
    }
}

/** What it made of a call, and what went over the wire for it. */
async function tell(apiKey, ...calls) {
    const watching = watched(apiKey);
    const answers = [];
    for (const more of calls) {
        answers.push(await ask(watching, more));
    }
    return { answers, requests: watching.requests };
}

// Two at once of whom one has to wait. Each of them is told apart by what it asks for.
async function race() {
    const watching = watched(process.env.SLOW_KEY);
    return { answers: await Promise.all([ask(watching), ask(watching)]), requests: watching.requests };
}

const [slow, daily, narrow, tokens, failing] = await Promise.all([
    race(),
    tell(process.env.DAILY_KEY, {}, {}),
    tell(process.env.NARROW_KEY, {}),
    tell(process.env.TOKENS_KEY, { max_tokens: 1000 }),
    tell(process.env.OPEN_KEY, { sandbox: { status: 503 } }),
]);
console.log(JSON.stringify({ slow, daily, narrow, tokens, failing }));

// Calls the gateway as Anthropic's customers do, and prints what the client made of it as one line of JSON.
// BASE_URL, API_KEY in the environment.
import Anthropic from '@anthropic-ai/sdk';

const options = { baseURL: process.env.BASE_URL, maxRetries: 0 };
const client = new Anthropic({ ...options, apiKey: process.env.API_KEY });
const wanted = {
    model: 'sandbox-messages', max_tokens: 200, system: 'Be brief.',
    messages: [{ role: 'user', content: 'Count the clouds above the river.' }],
};
const seen = {};

const { data: plain, response, request_id: requestId } = await client.messages.create(wanted).withResponse();
seen.plain = {
    text: plain.content[0].text, usage: plain.usage, stop: plain.stop_reason, requestId,
    limit: response.headers.get('anthropic-ratelimit-tokens-limit'),
    reset: response.headers.get('anthropic-ratelimit-requests-reset'),
};

seen.models = { pages: [] };
for await (const page of (await client.models.list({ limit: 1 })).iterPages()) {
    seen.models.pages.push(page.data.map((model) => model.id));
}
seen.models.one = await client.models.retrieve(wanted.model);

const cached = await client.messages.create({ ...wanted, sandbox: { cached_tokens: 5, cache_write_tokens: 3, reasoning_tokens: 11 } });
seen.cached = cached.usage;

const bearer = new Anthropic({ ...options, apiKey: null, authToken: process.env.API_KEY });
const stream = bearer.messages.stream(wanted);
let events = 0;
stream.on('streamEvent', () => { events += 1; });
const message = await stream.finalMessage();
seen.stream = { text: message.content[0].text, usage: message.usage, stop: message.stop_reason, events };

async function refused(call) {
    try {
        await call();
        return null;
    } catch (error) {
        return {
            name: error.constructor.name, status: error.status, type: error.type, message: error.message,
            hasRequestId: String(error.requestID).startsWith('req_'),
        };
    }
}
async function read(more) {
    for await (const event of await client.messages.create({ ...wanted, stream: true, ...more })) {
        void event;
    }
}
const wrongly = new Anthropic({ ...options, apiKey: 'mtx_live_nobody' });
seen.refusals = {
    key: await refused(() => wrongly.messages.create(wanted)),
    listed: await refused(() => client.models.list({ after_id: 'no-such-model' })),
    retrieved: await refused(() => client.models.retrieve('sandbox-small')),
    model: await refused(() => client.messages.create({ ...wanted, model: 'sandbox-small' })),
    member: await refused(() => client.messages.create({ ...wanted, max_tokens: -1 })),
    large: await refused(() => client.messages.create({ ...wanted, max_tokens: 1_000_000, stream: true })),
    upstream: await refused(() => client.messages.create({ ...wanted, sandbox: { status: 500 } })),
    busy: await refused(() => client.messages.create({ ...wanted, sandbox: { status: 529 } })),
    broken: await refused(() => read({ sandbox: { cut_after: 5 } })),
};

// The client comes again by itself: once in all after a server that was busy.
const again = new Anthropic({ ...options, apiKey: process.env.API_KEY, maxRetries: 1 });
seen.refusals.busyTwice = await refused(() => again.messages.create({ ...wanted, sandbox: { status: 529 } }));

const left = await client.messages.create({ ...wanted, stream: true, sandbox: { chunk_delay_ms: 100, tokens: 100 } });
for await (const event of left) {
    if (event.type === 'content_block_delta') {
        break;
    }
}
console.log(JSON.stringify(seen));

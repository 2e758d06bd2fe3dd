// Calls the gateway as OpenAI's customers do, and prints what the client made of it as one line of JSON.
// BASE_URL, API_KEY in the environment.
import OpenAI from 'openai';

const client = new OpenAI({ apiKey: process.env.API_KEY, baseURL: process.env.BASE_URL, maxRetries: 0 });
const messages = [{ role: 'user', content: 'Count the clouds above the river.' }];
const seen = {};

seen.models = [];
for await (const model of client.models.list()) {
    seen.models.push(model.id);
}
seen.model = (await client.models.retrieve('sandbox-small')).id;

const chat = await client.chat.completions.create({ model: 'sandbox-small', messages });
seen.chat = { text: chat.choices[0].message.content, usage: chat.usage, requestId: chat._request_id };

async function streamed(options) {
    const stream = await client.chat.completions.create({ model: 'sandbox-small', messages, stream: true, ...options });
    const told = { text: '', usage: null, chunks: 0, withoutChoices: 0 };
    for await (const chunk of stream) {
        told.chunks += 1;
        told.withoutChoices += chunk.choices.length === 0 ? 1 : 0;
        told.text += chunk.choices[0]?.delta?.content ?? '';
        told.usage = chunk.usage ?? told.usage;
    }
    return told;
}
seen.streamAsked = await streamed({ stream_options: { include_usage: true } });
seen.streamNotAsked = await streamed({});

const completion = await client.completions.create({ model: 'sandbox-small', prompt: 'Once', max_tokens: 4 });
seen.completion = { usage: completion.usage, finish: completion.choices[0].finish_reason };

// The client asks for base64 and unpacks it by itself.
const packed = await client.embeddings.create({ model: 'sandbox-embedding', input: ['cloud', 'river'], dimensions: 32 });
const plain = await client.embeddings.create({
    model: 'sandbox-embedding', input: ['cloud', 'river'], dimensions: 32, encoding_format: 'float',
});
seen.embeddings = {
    usage: [packed.usage, plain.usage],
    lengths: packed.data.map((one) => one.embedding.length),
    largestDifference: Math.max(...packed.data[1].embedding.map((one, i) => Math.abs(one - plain.data[1].embedding[i]))),
};

async function refused(call) {
    try {
        await call();
        return null;
    } catch (error) {
        return {
            name: error.constructor.name, status: error.status, code: error.code, type: error.type, param: error.param,
            message: error.message, hasRequestId: String(error.requestID).startsWith('req_'),
        };
    }
}
const wrongly = new OpenAI({ apiKey: 'mtx_live_nobody', baseURL: process.env.BASE_URL, maxRetries: 0 });
seen.refusals = {
    key: await refused(() => wrongly.models.list()),
    model: await refused(() => client.chat.completions.create({ model: 'gpt-none', messages })),
    member: await refused(() => client.chat.completions.create({ model: 'sandbox-small', messages, max_tokens: -1 })),
    upstream: await refused(() =>
        client.chat.completions.create({ model: 'sandbox-small', messages, sandbox: { status: 500 } })),
    broken: await refused(() => streamed({ sandbox: { cut_after: 3 } })),
};

const left = await client.chat.completions.create({
    model: 'sandbox-large', messages, stream: true, sandbox: { chunk_delay_ms: 100, delay_ms: 0 },
});
for await (const chunk of left) {
    if (chunk.choices[0].delta.content) {
        break;
    }
}

console.log(JSON.stringify(seen));

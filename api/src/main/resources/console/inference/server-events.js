/** The events of a stream as they come, each parsed; ends with [DONE], or with the stream. */
export async function* serverEvents(body) {
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    let waiting = '';
    try {
        for (;;) {
            const {value, done} = await reader.read();
            waiting += value ?? '';
            const events = waiting.split(/\r?\n\r?\n/);
            waiting = done ? '' : events.pop();
            for (const event of events) {
                const data = dataOf(event);
                if (data === '[DONE]') return;
                if (data) yield JSON.parse(data);
            }
            if (done) return;
        }
    } finally {
        reader.cancel().catch(() => {});
    }
}

function dataOf(event) {
    return event.split(/\r?\n/).filter(line => line.startsWith('data:')).map(line => line.slice(5).trimStart()).join('\n');
}

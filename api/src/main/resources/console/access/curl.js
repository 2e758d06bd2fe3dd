const NOW = 'NOW';
const DICE = 'DICE';

/**
 * The command that sends one API call with this key, ready to be pasted into a shell, which writes the time
 * of the call and makes each run a call of its own.
 */
export function curlLine(eventsUrl, secret, id) {
    const event = {
        specversion: '1.0', time: NOW, type: 'io.matrixplatform.api-call.v1', source: 'console', id: `${id}-${DICE}`,
        data: {model: 'gpt-4o', route: '/v1/chat/completions', status: 200, input_tokens: 812, output_tokens: 164, latency_ms: 940},
    };
    return [
        `curl -sS ${quote(eventsUrl)} \\`,
        `  -H ${quote(`Authorization: Bearer ${secret}`)} \\`,
        `  -H ${quote('Content-Type: application/cloudevents+json')} \\`,
        `  -d ${quote(JSON.stringify(event)).replace(NOW, `'"$(date -u +%FT%TZ)"'`).replace(DICE, `'"$RANDOM"'`)}`,
    ].join('\n');
}

function quote(text) {
    return `'${text.replaceAll("'", "'\\''")}'`;
}

import {link} from '../shell/navigation.js';

/** What the API answers, as the page draws it, with names for keys: every window of the range has a point, and what is missing is zero. */
export function readOverview(answer, range, {from, to}, keyNames) {
    const points = new Map((answer.series ?? []).map(point => [Date.parse(point.start), point]));
    const times = Array.from({length: Math.round((to - from) / range.step)}, (_, index) => from + index * range.step);
    const earlier = new Map((answer.previous?.series ?? []).map(point => [Date.parse(point.start) + range.length, point]));
    return {
        times, step: range.step, bounds: [from, to],
        totals: amounts(answer.totals),
        before: answer.previous ? amounts(answer.previous.totals) : null,
        series: times.map(time => ({...amounts(points.get(time)), ...percentiles(points.get(time)?.latency_ms)})),
        previous: earlier.size ? times.map(time => amounts(earlier.get(time))) : [],
        latency: percentiles(answer.latency_ms),
        firstToken: percentiles(answer.time_to_first_token_ms),
        models: (answer.top_models ?? []).map(row => ({...amounts(row), name: row.model || '(none)', href: link(`/usage?meter=api.calls&group=model&filter=${encodeURIComponent(`model:${row.model}`)}`)})),
        keys: (answer.top_keys ?? []).map(row => ({...amounts(row), name: keyNames.get(row.key_id) ?? row.key_id, below: keyNames.has(row.key_id) ? `${row.key_id.slice(0, 14)}…` : null, href: link(`/keys?key=${row.key_id}`)})),
        tenants: (answer.top_tenants ?? []).map(row => ({...amounts(row), name: row.name ?? row.tenant_id})),
    };
}

function amounts(point) {
    return {
        calls: String(point?.calls ?? '0'), input: String(point?.input_tokens ?? '0'),
        output: String(point?.output_tokens ?? '0'), errors: String(point?.errors ?? '0'),
    };
}

function percentiles(found) {
    return {p50: found?.p50 ?? null, p95: found?.p95 ?? null, p99: found?.p99 ?? null};
}

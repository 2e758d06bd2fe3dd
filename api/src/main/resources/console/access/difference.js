import {h} from '../platform/dom.js';

/** Before and after of a change, member by member; what stayed the same is left out. */
export function difference(before, after) {
    const old = flat(before);
    const fresh = flat(after);
    const names = [...new Set([...old.keys(), ...fresh.keys()])].filter(name => old.get(name) !== fresh.get(name));
    if (names.length === 0) return h('p.muted', 'Nothing that is shown here has changed.');
    return h('div.diff', h('div.head', 'Before'), h('div.head', 'After'), names.map(name => [
        h(old.has(name) ? 'div.removed' : 'div', old.has(name) ? `${name}: ${old.get(name)}` : ''),
        h(fresh.has(name) ? 'div.added' : 'div', fresh.has(name) ? `${name}: ${fresh.get(name)}` : ''),
    ]));
}

function flat(value, prefix = '', into = new Map()) {
    if (value === null || value === undefined) return into;
    if (typeof value === 'object' && !Array.isArray(value)) {
        Object.entries(value).forEach(([name, member]) => flat(member, prefix ? `${prefix}.${name}` : name, into));
    } else {
        into.set(prefix || 'value', Array.isArray(value) ? value.map(one => (typeof one === 'object' ? JSON.stringify(one) : one)).join(', ') : String(value));
    }
    return into;
}

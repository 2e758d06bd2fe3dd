import {add, compare, sum} from '../platform/decimal.js';
import {DAY_LENGTH, HOUR, MINUTE} from '../platform/time.js';

const SHOWN = 7;
const POINTS_MAX = 800;

export const WINDOWS = {
    minute: {name: 'Minute', step: MINUTE},
    hour: {name: 'Hour', step: HOUR},
    day: {name: 'Day', step: DAY_LENGTH},
};

/** The windows that make a readable chart of a range. */
export function windowsFor({length}) {
    return Object.keys(WINDOWS).filter(name => length / WINDOWS[name].step <= POINTS_MAX && length >= 2 * WINDOWS[name].step);
}

/**
 * Rows of the API as series: a group per value of the dimension, the greatest first, those that would be too many put together
 * as "other". Windows without usage are zero.
 *
 * @param whole of a meter whose windows do not add up: {all, groups}, the rows of the whole time, and of its groups
 */
export function arrange({data}, group, from, to, step, whole) {
    const times = Array.from({length: Math.round((to - from) / step)}, (_, index) => from + index * step);
    const byName = new Map();
    for (const {start, dimensions, quantity, fact_count: facts} of data) {
        const name = group ? dimensions[group] ?? '' : 'Usage';
        const known = byName.get(name) ?? {name, total: '0', facts: '0', at: new Map()};
        const time = Date.parse(start);
        known.total = add(known.total, quantity);
        known.facts = add(known.facts, String(facts));
        known.at.set(time, add(known.at.get(time) ?? '0', quantity));
        byName.set(name, known);
    }
    if (whole) return arrangeWhole(byName, times, group, whole);
    const sorted = [...byName.values()].sort((one, other) => compare(other.total, one.total));
    const groups = sorted.length > SHOWN + 1 ? [...sorted.slice(0, SHOWN), together(sorted.slice(SHOWN))] : sorted;
    return {
        times, total: sum(groups.map(({total}) => total)),
        groups: groups.map(({at, ...rest}) => ({...rest, values: times.map(time => at.get(time) ?? '0')})),
    };
}

function arrangeWhole(byName, times, group, {all, groups}) {
    const named = groups.map(({dimensions, quantity, fact_count: facts}) => {
        const name = group ? dimensions[group] ?? '' : 'Usage';
        const at = byName.get(name)?.at ?? new Map();
        return {name, total: quantity, facts: String(facts), values: times.map(time => at.get(time) ?? null)};
    });
    return {
        times, total: all[0]?.quantity ?? '0', error: all[0]?.error ?? null,
        groups: named.sort((one, other) => compare(other.total, one.total)).slice(0, SHOWN),
    };
}

function together(groups) {
    const at = new Map();
    for (const one of groups) {
        for (const [time, quantity] of one.at) at.set(time, add(at.get(time) ?? '0', quantity));
    }
    return {name: `${groups.length} others`, total: sum(groups.map(({total}) => total)), facts: sum(groups.map(({facts}) => facts)), at};
}

import {DAY_LENGTH, floorTo, HOUR, MINUTE} from './time.js';

/** The ranges that are offered everywhere. `step` is the window a chart of it is drawn with. */
export const RANGES = [
    {key: '1h', name: '1 hour', length: HOUR, step: MINUTE, window: 'minute'},
    {key: '24h', name: '24 hours', length: DAY_LENGTH, step: HOUR, window: 'hour'},
    {key: '7d', name: '7 days', length: 7 * DAY_LENGTH, step: HOUR, window: 'hour'},
    {key: '30d', name: '30 days', length: 30 * DAY_LENGTH, step: DAY_LENGTH, window: 'day'},
    {key: '90d', name: '90 days', length: 90 * DAY_LENGTH, step: DAY_LENGTH, window: 'day'},
];

export function rangeOf(key) {
    return RANGES.find(range => range.key === key) ?? RANGES[0];
}

/** Half-open and at full windows; the last window is the one that is filling now. */
export function bounds(range, now = Date.now()) {
    const to = floorTo(now, range.step) + range.step;
    return {from: to - range.length, to};
}

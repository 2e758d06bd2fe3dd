import {s} from '../platform/dom.js';
import {approximate} from '../platform/decimal.js';

/** The shape of a few values, without axes; beside a figure that says the amount. */
export function sparkLine(values) {
    const points = values.map(value => approximate(value) ?? 0);
    const high = Math.max(...points, 0) || 1;
    const d = points.map((value, at) => `${at ? 'L' : 'M'}${(at / Math.max(1, points.length - 1)) * 100} ${24 - (value / high) * 22}`).join('');
    return s('svg', {class: 'spark', viewBox: '0 0 100 26', preserveAspectRatio: 'none', 'aria-hidden': 'true'}, points.length > 1 ? s('path', {d}) : null);
}

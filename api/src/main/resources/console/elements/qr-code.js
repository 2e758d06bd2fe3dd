import {s} from '../platform/dom.js';
import {qrMatrix} from './qr-matrix.js';

const QUIET = 4;

/** A QR code, drawn here: what it holds never leaves the browser. Always dark on white, as scanners want it. */
export function qrCode(text, label) {
    const matrix = qrMatrix(text);
    const size = matrix.length + 2 * QUIET;
    const d = matrix.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + QUIET} ${y + QUIET}h1v1h-1z` : ''))).join('');
    return s('svg', {class: 'qr', viewBox: `0 0 ${size} ${size}`, role: 'img', 'aria-label': label, 'shape-rendering': 'crispEdges'},
        s('rect', {width: size, height: size, fill: '#fff'}), s('path', {d, fill: '#000'}));
}

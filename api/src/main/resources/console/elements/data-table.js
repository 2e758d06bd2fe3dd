import {h, s} from '../platform/dom.js';
import {approximate, divide, isZero} from '../platform/decimal.js';

/**
 * A table. Columns are {name, cell(row), number?, actions?, share?}; on a phone each row becomes a list of name and value.
 *
 * @param narrow whether it has so few columns that it fits a phone as it is
 * @param label says what the table holds, for those who do not see its heading
 */
export function table(label, columns, rows, {off, narrow = false} = {}) {
    const kind = ({number, actions, share}) => (number ? '.number' : actions ? '.actions-cell' : share ? '.share' : '');
    return h('div.table-wrap', {tabindex: '0', role: 'region', 'aria-label': label},
        h(narrow ? 'table' : 'table.stacking',
            h('thead', h('tr', columns.map(column =>
                h(`th${column.number ? '.number' : ''}`, {scope: 'col'},
                    column.actions ? h('span.spoken', column.name) : column.name)))),
            h('tbody', rows.map(row => h('tr', {class: off?.(row) ? 'off' : null}, columns.map((column, index) =>
                h(`td${kind(column)}`, {'data-name': index > 0 && !column.actions && !column.share ? column.name : null},
                    column.cell(row))))))));
}

/** A bar that shows which part of the greatest a value is. */
export function shareBar(value, greatest, colour) {
    const part = isZero(greatest) ? 0 : Math.min(100, 100 * approximate(divide(value, greatest, 4)));
    const bar = s('rect', {width: part, height: 6, rx: 0});
    if (colour) bar.style.fill = colour;
    return s('svg', {class: 'share-bar', viewBox: '0 0 100 6', preserveAspectRatio: 'none', 'aria-hidden': 'true'}, bar);
}

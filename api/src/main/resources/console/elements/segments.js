import {h} from '../platform/dom.js';

/** One choice of a few, as buttons beside one another. */
export function segments(label, options, chosen, choose) {
    const buttons = options.map(([value, text]) => h('button', {
        type: 'button', 'aria-pressed': String(value === chosen), onclick: () => {
            buttons.forEach((button, index) => button.setAttribute('aria-pressed', String(options[index][0] === value)));
            choose(value);
        },
    }, text));
    return h('div.segments', {role: 'group', 'aria-label': label}, buttons);
}

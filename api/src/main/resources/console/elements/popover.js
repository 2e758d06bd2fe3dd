import {h, put} from '../platform/dom.js';

/** A button that shows a list below it. `content(close)` makes the list anew each time it opens. */
export function popover(kind, button, content, {right = false} = {}) {
    const element = h(`div.${kind}`);
    let panel = null;
    const outside = event => {
        if (!element.contains(event.target)) close();
    };
    const close = () => {
        panel?.remove();
        panel = null;
        button.setAttribute('aria-expanded', 'false');
        document.removeEventListener('pointerdown', outside);
    };
    button.setAttribute('aria-expanded', 'false');
    button.setAttribute('aria-haspopup', 'true');
    button.addEventListener('click', () => {
        if (panel) return close();
        panel = h(right ? 'div.popover.right' : 'div.popover', content(close));
        element.append(panel);
        button.setAttribute('aria-expanded', 'true');
        document.addEventListener('pointerdown', outside);
        panel.querySelector('input, .item')?.focus();
    });
    element.addEventListener('keydown', event => {
        if (!panel) return;
        if (event.key === 'Escape') {
            close();
            button.focus();
        } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            event.preventDefault();
            const items = [...panel.querySelectorAll('input, .item')];
            const next = items.indexOf(document.activeElement) + (event.key === 'ArrowDown' ? 1 : -1);
            items[(next + items.length) % items.length]?.focus();
        }
    });
    return put(element, button);
}

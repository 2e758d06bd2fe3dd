import {freshId, h, icon, put} from '../platform/dom.js';
import {failureNotice} from './form.js';

/**
 * Opens a dialog. `body(close)` makes what is in it.
 *
 * @return a promise of what close was called with; undefined when it was left
 */
export function openDialog(title, body, {wide = false, description} = {}) {
    const heading = freshId('dialog');
    let answer;
    const dialog = h(wide ? 'dialog.dialog.wide-dialog' : 'dialog.dialog', {'aria-labelledby': heading});
    const close = value => {
        answer = value;
        dialog.close();
    };
    put(dialog,
        h('header', h('div', h('h2', {id: heading}, title), description && h('p.muted', description)),
            h('button.button.quiet.icon-only.small', {type: 'button', 'aria-label': 'Close', onclick: () => close()}, icon('close'))),
        h('div.body', body(close)));
    document.body.append(dialog);
    dialog.showModal();
    dialog.querySelector('[autofocus], .body input, .body select, .body textarea, .body button')?.focus();
    return new Promise(resolve => {
        dialog.addEventListener('close', () => {
            dialog.remove();
            resolve(answer);
        });
    });
}

/**
 * Asks before something that cannot be taken back, does it, and says in the dialog what went wrong.
 *
 * @return a promise of whether it was done
 */
export async function confirmDialog(title, text, verb, act, {danger = true} = {}) {
    const done = await openDialog(title, close => {
        const failed = h('div');
        const button = h(`button.button.${danger ? 'danger' : 'primary'}`, {type: 'button', onclick: async () => {
            button.disabled = true;
            try {
                await act();
                close(true);
            } catch (failure) {
                put(failed, failureNotice(failure));
                button.disabled = false;
            }
        }}, verb);
        return [h('p', text), failed, h('div.actions.end',
            h('button.button', {type: 'button', autofocus: true, onclick: () => close()}, 'Keep it'), button)];
    });
    return done === true;
}

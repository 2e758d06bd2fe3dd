import {freshId, h, icon, put} from '../platform/dom.js';

/**
 * A labelled control. Options: type, value, hint, required, choices [[value, text]], placeholder, mono, autocomplete, rows, …
 *
 * @return the element, with `name`, `value`, `fault(text)` and `explain(hint)`
 */
export function field(name, label, options = {}) {
    const {hint: first, choices, rows, mono, autofocus, ...attributes} = options;
    let hint = first;
    const id = freshId(name);
    const shared = {id, name, ...attributes, autofocus, 'aria-describedby': `${id}-about`};
    const control = choices
        ? h('select', shared, choices.map(([value, text]) => h('option', {value, selected: value === attributes.value}, text)))
        : rows ? h(mono ? 'textarea.mono' : 'textarea', {rows, ...shared})
            : h(mono ? 'input.input.mono' : 'input.input', {type: 'text', ...shared});
    const about = h('div.hint', {id: `${id}-about`}, hint);
    const element = h('div.field', h('label', {for: id}, label), control, about);
    if (rows && attributes.value) control.value = attributes.value;
    about.hidden = !hint;
    element.control = control;
    element.fieldName = name;
    element.fault = text => {
        control.toggleAttribute('aria-invalid', false);
        if (text) control.setAttribute('aria-invalid', 'true');
        about.className = text ? 'fault' : 'hint';
        about.hidden = !text && !hint;
        put(about, text || hint);
    };
    element.explain = text => {
        hint = text;
        element.fault('');
    };
    Object.defineProperty(element, 'value', {get: () => control.value, set: value => { control.value = value; }});
    return element;
}

/** A group of checkboxes. @return the element, with `value`: the chosen ones */
export function choices(name, label, options, chosen, hint) {
    const boxes = options.map(([value, text, disabled]) =>
        h('input', {type: 'checkbox', name, value, checked: chosen.includes(value), disabled}));
    const about = h('div.hint', hint);
    const element = h('fieldset.field', h('legend', label),
        h('div.choices', boxes.map((box, index) => h('label.choice', box, options[index][1]))), about);
    about.hidden = !hint;
    element.fieldName = name;
    element.fault = text => {
        about.className = text ? 'fault' : 'hint';
        about.hidden = !text && !hint;
        put(about, text || hint);
    };
    Object.defineProperty(element, 'value', {get: () => boxes.filter(box => box.checked).map(box => box.value)});
    return element;
}

/**
 * A form that sends itself: shows each fault at its field and the rest above the button, and is not sent twice.
 *
 * @param submit gets nothing; throws the Problem of the API
 * @param also fields that come and go within the others, as they are when it is sent
 */
export function form(fields, verb, submit, {wide = false, cancel, danger = false, also = () => []} = {}) {
    const failed = h('div', {role: 'alert'});
    const button = h(`button.button.${danger ? 'danger' : 'primary'}${wide ? '.wide' : ''}`, {type: 'submit'}, verb);
    const element = h('form.form', {novalidate: true, onsubmit: async event => {
        event.preventDefault();
        if (button.disabled) return;
        const known = [...fields.flat(), ...also()].filter(one => one?.fault);
        known.forEach(one => one.fault(''));
        put(failed);
        const missing = known.find(one => one.control?.required && !one.value.trim());
        if (missing) {
            missing.fault('This is needed.');
            missing.control.focus();
            return;
        }
        button.disabled = true;
        try {
            await submit();
        } catch (failure) {
            show(failure, known, failed);
        } finally {
            button.disabled = false;
        }
    }}, fields.map(one => (Array.isArray(one) ? h(one.length > 2 ? 'div.three' : 'div.two', one) : one)), failed,
        wide ? button : h('div.actions.end', cancel && h('button.button', {type: 'button', onclick: () => cancel()}, 'Cancel'), button));
    return element;
}

function show(failure, known, failed) {
    if (failure.status === undefined) console.error(failure);
    let placed = false;
    for (const one of known) {
        const fault = failure.fault?.(one.fieldName);
        if (fault) {
            one.fault(fault);
            if (!placed) one.control?.focus();
            placed = true;
        }
    }
    if (!placed) put(failed, failureNotice(failure));
}

export function failureNotice(failure) {
    const wait = failure.retryAfter ? ` Try again in ${failure.retryAfter} seconds.` : '';
    const errors = (failure.errors ?? []).map(({pointer, parameter, detail}) => `${(pointer ?? parameter ?? '').replace(/^\//, '')}: ${detail}`);
    return notice('bad', h('div', (failure.detail || failure.title || String(failure.message)) + wait,
        errors.length > 0 && h('ul', errors.map(text => h('li', text)))));
}

export function notice(kind, ...content) {
    return h(`div.notice.${kind}`, icon(kind === 'good' ? 'check' : kind === 'plain' ? 'help' : 'warning'), h('div', content));
}

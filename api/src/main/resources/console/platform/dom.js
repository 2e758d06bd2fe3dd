// Builds elements without markup strings, so nothing a server or a person wrote can become markup.

const SVG = 'http://www.w3.org/2000/svg';

/** The folder this version of the console is served from; ends with a slash. */
export const ASSETS = new URL('../', import.meta.url).pathname;

/**
 * h('button.primary', {onclick}, 'Save'): an element, its attributes, its children. Functions become listeners, `true` an empty
 * attribute; `null`, `undefined` and `false` are left out, among attributes and children alike.
 */
export function h(spec, ...rest) {
    const [tag, ...classes] = spec.split('.');
    const element = document.createElement(tag || 'div');
    if (classes.length) element.className = classes.join(' ');
    fill(element, rest);
    return element;
}

/** The same in SVG. */
export function s(tag, ...rest) {
    const element = document.createElementNS(SVG, tag);
    fill(element, rest);
    return element;
}

function fill(element, rest) {
    let children = rest;
    const first = rest[0];
    if (first && typeof first === 'object' && !(first instanceof Node) && !Array.isArray(first)) {
        children = rest.slice(1);
        for (const [name, value] of Object.entries(first)) set(element, name, value);
    }
    element.append(...nodes(children));
}

function set(element, name, value) {
    if (value === null || value === undefined || value === false) return;
    if (typeof value === 'function') {
        element.addEventListener(name.replace(/^on/, ''), value);
    } else if (name === 'value' || name === 'checked' || name === 'disabled' || name === 'selected') {
        element[name] = value;
    } else if (name === 'colour') {
        element.style.background = value;
    } else {
        element.setAttribute(name, value === true ? '' : String(value));
    }
}

function nodes(children) {
    return children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false);
}

/** Puts these children, and no others, into the element. */
export function put(element, ...children) {
    element.replaceChildren(...nodes(children));
    return element;
}

export function icon(name) {
    const use = s('use');
    use.setAttribute('href', `${ASSETS}icons/icons.svg#${name}`);
    return s('svg', {class: 'icon', 'aria-hidden': 'true'}, use);
}

let counter = 0;

/** An id that no other element of the page has. */
export function freshId(word) {
    counter += 1;
    return `${word}-${counter}`;
}

/** Whether keys typed now are meant for a field. */
export function isTyping(event) {
    const target = event.composedPath()[0];
    return target instanceof HTMLElement
        && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

import {formatDay, formatLong, formatRelative, formatShort, formatUtc} from '../platform/time.js';

/** A moment in the viewer's zone; UTC on hover. `form`: short (default), long, day or relative. */
export class TimeStamp extends HTMLElement {
    connectedCallback() {
        const at = new Date(this.getAttribute('at'));
        if (Number.isNaN(at.getTime())) return;
        const forms = {long: formatLong, day: formatDay, relative: formatRelative, short: formatShort};
        const time = document.createElement('time');
        time.dateTime = at.toISOString();
        time.textContent = (forms[this.getAttribute('form')] ?? formatShort)(at);
        this.title = formatUtc(at);
        this.replaceChildren(time);
    }
}

customElements.define('time-stamp', TimeStamp);

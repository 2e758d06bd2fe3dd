import {put} from '../platform/dom.js';
import * as api from '../platform/api.js';
import {failureNotice, form, notice} from '../elements/form.js';
import {back} from './reset-page.js';
import {gate} from './sign-in-page.js';

/** Confirms an e-mail address. Waits for a click: mail programs that fetch links must not use the token up. */
export class VerifyPage extends HTMLElement {
    parameters = {};

    connectedCallback() {
        put(this, gate('Confirm your e-mail address', 'One click, and mail of the platform can reach you here.',
            form([], 'Confirm', async () => {
                try {
                    await api.post(`/v1/email-verifications/${encodeURIComponent(this.parameters.token)}`, undefined, {quiet: true});
                    put(this, gate('Confirmed', null, notice('good', 'Your e-mail address is confirmed.'), back()));
                } catch (failure) {
                    put(this, gate('This link does not work', null, failureNotice(failure), back()));
                }
            }, {wide: true})));
    }
}

customElements.define('verify-page', VerifyPage);

import {h} from '../platform/dom.js';
import * as api from '../platform/api.js';
import {section} from '../elements/async-section.js';
import {field, form} from '../elements/form.js';
import {toast} from '../elements/toast.js';
import {session} from '../shell/session.js';
import {list} from './key-forms.js';
import {may} from './scopes.js';

const FIELDS = [
    ['allow', 'Allowed addresses', 'CIDR ranges, separated by spaces or commas. Empty: from anywhere.'],
    ['deny', 'Refused addresses', 'These are refused even if they are allowed too.'],
    ['countries_allow', 'Allowed countries', 'Two-letter codes, such as DE. Empty: every country.'],
    ['countries_deny', 'Refused countries', 'Two-letter codes.'],
];

/** From where the tenant's people and programs may come. */
export function ipRulesCard() {
    const path = `/v1/tenants/${session.tenant}/ip-rules`;
    const rules = section(async signal => api.send('GET', path, {signal}), ({body, etag}) => {
        const fields = FIELDS.map(([name, label, hint]) => field(name, label, {rows: 2, mono: true, hint, value: (body[name] ?? []).join('\n'), disabled: !may('security:write')}));
        return form([fields.slice(0, 2), fields.slice(2)], 'Save the rules', async () => {
            await api.put(path, Object.fromEntries(fields.map(one => [one.fieldName, list(one.value)])), {ifMatch: etag});
            toast('The rules hold from now on.');
            rules.reload();
        });
    });
    return h('section.card', h('header.plain', h('h2', `Where ${session.current?.name ?? 'the tenant'} may be used from`)),
        h('div.body', h('p.muted.lead-in', 'For sign-ins and API calls alike. A rule that would lock you out yourself is refused.'), rules));
}

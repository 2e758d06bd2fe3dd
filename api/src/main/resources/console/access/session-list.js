import {h} from '../platform/dom.js';
import * as api from '../platform/api.js';
import {emptyState, section} from '../elements/async-section.js';
import {table} from '../elements/data-table.js';
import {toast} from '../elements/toast.js';

/** Where the person is signed in; each can be ended. */
export function sessionsCard() {
    const list = section(signal => api.get('/v1/sessions', {}, {signal}), answer => {
        const sessions = answer.data ?? answer;
        return sessions.length === 0 ? emptyState('No sessions') : table('Sessions', [
            {name: 'Where', cell: one => h('div', h('span.primary-line', browser(one.user_agent)), h('div.second-line.mono', one.address))},
            {name: 'Last seen', cell: one => (one.current ? h('span.badge.dot.good', 'this one') : h('time-stamp', {at: one.last_seen_at, form: 'relative'}))},
            {name: 'Actions', actions: true, cell: one => !one.current && h('button.button.small.danger-quiet', {type: 'button', 'aria-label': `End the session at ${one.address}`, onclick: () => end(one)}, 'End')},
        ], sessions);
    });
    const end = async ({id}) => {
        try {
            await api.remove(`/v1/sessions/${id}`);
            list.reload();
        } catch (failure) {
            toast(failure.message, 'bad');
        }
    };
    return h('section.card', h('header.plain', h('h2', 'Where you are signed in')), list);
}

/** "Firefox on Linux" instead of what browsers call themselves. */
function browser(agent) {
    const name = ['Edg', 'Firefox', 'Chrome', 'Safari'].find(word => agent?.includes(`${word}/`));
    const system = ['Android', 'iPhone', 'iPad', 'Windows', 'Mac OS', 'Linux'].find(word => agent?.includes(word));
    const shown = name === 'Edg' ? 'Edge' : name;
    return shown && system ? `${shown} on ${system}` : agent?.slice(0, 40) || 'Unknown';
}

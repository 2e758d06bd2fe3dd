import {h} from '../platform/dom.js';
import {session} from '../shell/session.js';
import {Page} from '../shell/page.js';
import {ipRulesCard} from './ip-rules.js';
import {passwordCard, profileCard} from './account-cards.js';
import {sessionsCard} from './session-list.js';
import {secondFactorCard} from './second-factor.js';
import {may} from './scopes.js';

/** The person's own sign-in, and the tenant's rules about where from. */
class SecurityPage extends Page {
    content() {
        return [
            this.heading('Security', null),
            h('div.stack',
                h('div.grid-2', profileCard(), passwordCard()),
                h('div.grid-2', secondFactorCard(), sessionsCard()),
                session.tenant && may('security:read') && ipRulesCard()),
        ];
    }
}

customElements.define('security-page', SecurityPage);

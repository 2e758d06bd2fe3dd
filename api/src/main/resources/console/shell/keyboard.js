import {isTyping} from '../platform/dom.js';
import {go} from './navigation.js';
import {openHelp} from './help.js';
import {openPalette} from './palette.js';
import {ROUTES} from './routes.js';
import {session} from './session.js';

const PATIENCE_MS = 1200;

/** `/` search, `?` help, `g` and a letter for a page. */
export function listenToKeys() {
    let pressedAt = 0;
    document.addEventListener('keydown', event => {
        const search = event.key === '/' || ((event.metaKey || event.ctrlKey) && event.key === 'k');
        if (!session.isSignedIn || isTyping(event) || document.querySelector('dialog[open]')) return;
        if (search) {
            event.preventDefault();
            openPalette();
        } else if (event.metaKey || event.ctrlKey || event.altKey) {
            return;
        } else if (event.key === '?') {
            openHelp();
        } else if (event.key === 'Escape') {
            document.body.classList.remove('nav-open');
        } else if (event.key === 'g') {
            pressedAt = event.timeStamp;
        } else if (event.timeStamp - pressedAt < PATIENCE_MS) {
            pressedAt = 0;
            const route = ROUTES.find(({key, for: who}) => key === event.key && (who !== 'operator' || session.operator));
            if (route) go(route.path);
        }
    });
}

import {session} from '../shell/session.js';

// The secret of an API key that somebody has typed or just made. It stands in this variable and nowhere else: not in storage, not
// in an address, not in what is sent to the API. Another tenant, a sign-out or loading the page anew forgets it.
let held = {tenant: null, secret: ''};

export const heldKey = () => (held.tenant === session.tenant ? held.secret : '');

export function holdKey(secret) {
    held = {tenant: session.tenant, secret};
}

session.addEventListener('change', () => {
    if (!session.isSignedIn || held.tenant !== session.tenant) held = {tenant: null, secret: ''};
});

/**
 * What an invited person sees and does: look at the invitation, and join.
 *
 * <p>Owns nothing but these routes: invitations are the team's, accounts the users'. Invariant: whoever has the link, and
 * nobody else, learns of the invitation.
 */
@NullMarked
package io.matrixplatform.api.access.joining;

import org.jspecify.annotations.NullMarked;

/**
 * Subscriptions: a tenant's agreement to a plan over time.
 *
 * <p>Owns their phases and which one is in force. Does not own plans or prices. Invariant: the phases of a subscription tile
 * its time without gap or overlap and meet at UTC quarter hours; at no time has a tenant two subscriptions; what is past
 * does not change.
 */
@NullMarked
package io.matrixplatform.api.billing.subscriptions;

import org.jspecify.annotations.NullMarked;

/**
 * What tenants have agreed to, and later what they owe.
 *
 * <p>Owns subscriptions. Does not own plans (see {@code catalog}), usage (see {@code metering}) or how facts get their stamp
 * (see {@code access.keys}).
 */
@NullMarked
package io.matrixplatform.api.billing;

import org.jspecify.annotations.NullMarked;

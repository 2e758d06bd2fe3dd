/**
 * IP addresses and ranges of them, read strictly and without ever asking a name server.
 *
 * <p>Owns how they are written and matched. Does not own who may come from where. Invariant: an IPv4 address that is written
 * as an IPv6 one ({@code ::ffff:192.0.2.1}) is that IPv4 address.
 */
@NullMarked
package io.matrixplatform.model.network;

import org.jspecify.annotations.NullMarked;

/**
 * Giving back what an invoice charged.
 *
 * <p>Owns how much of coupon and taxes goes back with a part of a line. Does not own who may issue a note, its number or the
 * refund. Invariant: the notes of a line never exceed it, and once it is given back in full so are its coupon and taxes, to
 * the last minor unit, in however many notes.
 */
@NullMarked
package io.matrixplatform.model.billing.creditnotes;

import org.jspecify.annotations.NullMarked;

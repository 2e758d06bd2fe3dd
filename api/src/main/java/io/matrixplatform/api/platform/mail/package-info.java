/**
 * Mail that the platform sends.
 *
 * <p>Owns the queue, the attempts and the two ways out: an SMTP server, or a folder of files where there is none. Does not own
 * what is written to whom. Invariants: a mail is queued in the transaction of the change it tells of; it is sent at least
 * once, with the same message id each time; what waits is encrypted.
 */
@NullMarked
package io.matrixplatform.api.platform.mail;

import org.jspecify.annotations.NullMarked;

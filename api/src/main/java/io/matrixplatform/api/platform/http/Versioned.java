package io.matrixplatform.api.platform.http;

/** What can be edited over HTTP: each change raises its version. Answers that show one carry its tag, see {@link ETags}. */
public interface Versioned {
    /** From 1, raised by every change that a reader can see. */
    long version();
}

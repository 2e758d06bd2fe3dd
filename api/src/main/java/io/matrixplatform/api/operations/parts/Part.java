package io.matrixplatform.api.operations.parts;

/** One part of the platform. */
public interface Part {
    String name();

    /**
     * Asks it now.
     *
     * @throws Exception when it does not answer; the message is shown to the operator
     */
    Finding ask() throws Exception;
}

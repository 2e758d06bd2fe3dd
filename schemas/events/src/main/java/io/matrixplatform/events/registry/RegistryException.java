package io.matrixplatform.events.registry;

/** The schema registry could not be reached, or said no. */
public final class RegistryException extends RuntimeException {
    public RegistryException(String message, Throwable cause) {
        super(message + ": " + cause.getMessage(), cause);
    }
}

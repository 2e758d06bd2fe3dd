package io.matrixplatform.api.platform.idempotency;

/**
 * Who sent a POST.
 *
 * @param name of the credential, under which keys are kept apart
 * @param seal of its answers
 */
public record Sender(String name, AnswerSeal seal) {
    @Override
    public String toString() {
        return name;
    }
}

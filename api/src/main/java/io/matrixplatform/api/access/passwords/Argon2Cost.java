package io.matrixplatform.api.access.passwords;

/**
 * What one guess costs.
 *
 * @param memoryKib memory of one computation, in KiB
 * @param passes over that memory
 * @param lanes that could be computed side by side
 */
public record Argon2Cost(int memoryKib, int passes, int lanes) {
    /** The first choice of OWASP's password storage cheat sheet for argon2id. */
    public static final Argon2Cost OWASP = new Argon2Cost(19 << 10, 2, 1);

    private static final int MAX_MEMORY_KIB = 1 << 20;

    public Argon2Cost {
        if (lanes < 1 || lanes > 16) {
            throw new IllegalArgumentException("lanes are from 1 to 16, not " + lanes);
        }
        if (passes < 1 || passes > 16) {
            throw new IllegalArgumentException("passes are from 1 to 16, not " + passes);
        }
        if (memoryKib < 8 * lanes || memoryKib > MAX_MEMORY_KIB) {
            throw new IllegalArgumentException(
                    "memory is from 8 KiB per lane to " + MAX_MEMORY_KIB + " KiB, not " + memoryKib);
        }
    }
}

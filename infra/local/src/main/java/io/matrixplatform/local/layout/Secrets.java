package io.matrixplatform.local.layout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/** The stack's own secrets, made at the first start and kept readable for their owner only. */
public final class Secrets {
    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int DIGITS = 40;

    private final Path folder;

    /** @param folder where each secret is a file of its own */
    public Secrets(Path folder) {
        this.folder = folder;
    }

    /** The operator's credential for api: {@code mtx_operator_} and 40 base62 digits. */
    public String operatorToken() throws IOException {
        return keep("operator-token", "mtx_operator_");
    }

    /** Of the operator who can sign in to the console of a new stack. */
    public String operatorPassword() throws IOException {
        return keep("operator-password", "");
    }

    /** From which api derives the keys that encrypt what it stores. */
    public String installationKey() throws IOException {
        return keep("installation-key", "");
    }

    public String postgresPassword() throws IOException {
        return keep("postgres-password", "");
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    private String keep(String name, String prefix) throws IOException {
        Path file = file(name);
        if (!Files.exists(file)) {
            Files.createDirectories(folder);
            Path fresh = Files.createTempFile(
                    folder,
                    name,
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, prefix + random());
            Files.move(fresh, file);
        }
        return Files.readString(file).strip();
    }

    private static String random() {
        SecureRandom random = new SecureRandom();
        StringBuilder digits = new StringBuilder(DIGITS);
        for (int i = 0; i < DIGITS; i++) {
            digits.append(BASE62.charAt(random.nextInt(BASE62.length())));
        }
        return digits.toString();
    }
}

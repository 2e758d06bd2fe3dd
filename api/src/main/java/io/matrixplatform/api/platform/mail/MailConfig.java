package io.matrixplatform.api.platform.mail;

import org.jspecify.annotations.Nullable;

/**
 * How mail leaves.
 *
 * @param from the sender's address
 * @param smtp the server; without a host, mails are written to {@code outbox}
 * @param outbox folder, one file ({@code .eml}) per mail
 */
public record MailConfig(String from, Smtp smtp, String outbox) {
    /** How the connection is encrypted. */
    public enum Encryption {
        /** Not at all: for a relay on the same host. */
        NONE,
        /** Begins in the clear and must switch over. */
        STARTTLS,
        /** From the first byte. */
        TLS
    }

    /**
     * @param host empty where there is no server
     * @param user null or empty for a server that asks for none
     */
    public record Smtp(
            String host,
            int port,
            @Nullable String user,
            @Nullable String password,
            Encryption encryption) {
        public Smtp {
            if (port < 1 || port > 65_535) {
                throw new IllegalArgumentException("a port is from 1 to 65535, not " + port);
            }
        }

        boolean isThere() {
            return !host.isBlank();
        }

        @Override
        public String toString() {
            return "Smtp[host=" + host + ", port=" + port + ", encryption=" + encryption + "]";
        }
    }
}

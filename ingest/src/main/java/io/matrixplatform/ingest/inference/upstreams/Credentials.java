package io.matrixplatform.ingest.inference.upstreams;

import io.matrixplatform.model.inference.CredentialName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the secrets that routes name. One that was replaced in its file is used within seconds. Thread-safe. */
public final class Credentials {
    private static final Logger LOG = LoggerFactory.getLogger(Credentials.class);
    private static final Duration READ_AGAIN_AFTER = Duration.ofSeconds(10);

    private final Map<String, String> environment;
    private final Optional<Path> folder;
    private final LongSupplier nanos;
    private final Map<CredentialName, Known> read = new ConcurrentHashMap<>();

    private record Known(Optional<String> secret, long readAt) {
        @Override
        public String toString() {
            return "Known[secret]";
        }
    }

    /** @param folder of the files; empty if there are none */
    public Credentials(Map<String, String> environment, Optional<Path> folder, LongSupplier nanos) {
        this.environment = environment;
        this.folder = folder;
        this.nanos = nanos;
    }

    /** Empty if there is nothing under that name. */
    public Optional<String> find(CredentialName name) {
        if (name.kind() == CredentialName.Kind.VARIABLE) {
            return usable(environment.get(name.name()));
        }
        long now = nanos.getAsLong();
        Known known = read.get(name);
        if (known == null || now - known.readAt() > READ_AGAIN_AFTER.toNanos()) {
            // A file of a few bytes, once in a while: not worth a thread of its own.
            Known fresh = new Known(readFile(name), now);
            if (fresh.secret().isEmpty() && (known == null || known.secret().isPresent())) {
                LOG.atWarn().addKeyValue("credential", name).log("a credential that a route names cannot be read");
            }
            known = fresh;
            read.put(name, known);
        }
        return known.secret();
    }

    private Optional<String> readFile(CredentialName name) {
        if (folder.isEmpty()) {
            return Optional.empty();
        }
        try {
            return usable(Files.readString(folder.get().resolve(name.name())).strip());
        } catch (IOException missing) {
            return Optional.empty();
        }
    }

    /** It becomes a header. */
    private static Optional<String> usable(@org.jspecify.annotations.Nullable String secret) {
        return Optional.ofNullable(secret)
                .filter(text -> !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 0x7f));
    }
}

package io.matrixplatform.ingest.inference.upstreams;

import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.model.inference.CredentialName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {
    @TempDir
    private Path folder;

    private final AtomicLong nanos = new AtomicLong();

    @Test
    void findsASecretInTheEnvironment() {
        Credentials credentials = in(Map.of("ONE_API_KEY", "sk-1", "BAD_API_KEY", "a\r\nb"));

        assertThat(credentials.find(CredentialName.parse("env:ONE_API_KEY"))).hasValue("sk-1");
        assertThat(credentials.find(CredentialName.parse("env:TWO_API_KEY"))).isEmpty();
        assertThat(credentials.find(CredentialName.parse("env:BAD_API_KEY"))).isEmpty();
    }

    @Test
    void findsASecretInAFileAndItsSuccessorSoonAfter() throws Exception {
        Credentials credentials = in(Map.of());
        CredentialName name = CredentialName.parse("file:one");
        Files.writeString(folder.resolve("one"), "sk-1\n");
        assertThat(credentials.find(name)).hasValue("sk-1");

        Files.writeString(folder.resolve("one"), "sk-2\n");
        nanos.addAndGet(Duration.ofSeconds(11).toNanos());

        assertThat(credentials.find(name)).hasValue("sk-2");
        assertThat(credentials.find(CredentialName.parse("file:two"))).isEmpty();
    }

    private Credentials in(Map<String, String> environment) {
        return new Credentials(environment, Optional.of(folder), nanos::get);
    }
}

package io.matrixplatform.local.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @TempDir
    Path folder;

    @Test
    void theOperatorTokenHasItsDocumentedForm() throws IOException {
        assertThat(new Secrets(folder).operatorToken()).matches("mtx_operator_[0-9A-Za-z]{40}");
    }

    @Test
    void aSecretIsMadeOnceAndKept() throws IOException {
        String first = new Secrets(folder).operatorToken();

        assertThat(new Secrets(folder).operatorToken()).isEqualTo(first);
        assertThat(new Secrets(folder).postgresPassword()).isNotEqualTo(first);
    }

    @Test
    void noTwoSecretsAreTheSame() throws IOException {
        Secrets secrets = new Secrets(folder);

        assertThat(List.of(secrets.operatorPassword(), secrets.installationKey(), secrets.postgresPassword()))
                .doesNotHaveDuplicates()
                .allMatch(secret -> secret.length() == 40);
    }

    @Test
    void onlyItsOwnerMayReadIt() throws IOException {
        Secrets secrets = new Secrets(folder);
        secrets.operatorToken();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets.file("operator-token"))))
                .isEqualTo("rw-------");
    }
}

package io.matrixplatform.api.access;

import io.matrixplatform.api.access.passwords.Argon2Cost;
import io.matrixplatform.api.access.sessions.SessionConfig;
import io.matrixplatform.api.access.users.FirstOperator;
import io.matrixplatform.model.network.CountryFile;
import io.matrixplatform.model.network.CountryOf;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * @param operatorToken the operator's credential; null when the environment does not give it, which fails the start
 * @param passwords what one guess costs
 * @param passwordPatience how long somebody waits for a password to be computed before told to come back
 * @param countriesFile with one {@code range,country} per line; null or blank if countries are not known
 * @param stateDir a folder of this process alone
 */
public record AccessConfig(
        @Nullable String operatorToken,
        FirstOperator firstOperator,
        Argon2Cost passwords,
        Duration passwordPatience,
        SessionConfig sessions,
        @Nullable String countriesFile,
        String stateDir) {
    /** @throws IllegalArgumentException naming the line of the file that is wrong */
    CountryOf countries() {
        return countriesFile == null || countriesFile.isBlank()
                ? CountryOf.NOTHING
                : CountryFile.read(Path.of(countriesFile.strip()));
    }

    @Override
    public String toString() {
        return "AccessConfig[operatorToken=" + (operatorToken == null ? "missing" : "given") + ", firstOperator="
                + firstOperator + ", passwords=" + passwords + ", passwordPatience=" + passwordPatience + ", sessions="
                + sessions
                + ", countriesFile=" + countriesFile + "]";
    }
}

package io.matrixplatform.api.access.secondfactor;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
    private static final byte[] SECRET = "12345678901234567890".getBytes(US_ASCII);
    private static final Instant NOW = Instant.ofEpochSecond(1_111_111_109);

    @ParameterizedTest
    @CsvSource({
        "59,          94287082",
        "1111111109,  07081804",
        "1111111111,  14050471",
        "1234567890,  89005924",
        "2000000000,  69279037",
        "20000000000, 65353130"
    })
    void agreesWithTheRfc(long second, String code) {
        long step = Totp.stepAt(Instant.ofEpochSecond(second));

        assertThat(Totp.code(SECRET, step, 8)).isEqualTo(code);
        assertThat(Totp.code(SECRET, step, 6)).isEqualTo(code.substring(2));
    }

    @ParameterizedTest
    @CsvSource({"-2, false", "-1, true", "0, true", "1, true", "2, false"})
    void takesTheStepBeforeAndTheStepAfter(int away, boolean taken) {
        long step = Totp.stepAt(NOW) + away;

        assertThat(Totp.match(SECRET, Totp.code(SECRET, step, 6), NOW, 0).isPresent())
                .isEqualTo(taken);
    }

    @Test
    void takesNoStepThatWasUsedOrIsOlderThanOneThatWas() {
        long now = Totp.stepAt(NOW);

        assertThat(Totp.match(SECRET, Totp.code(SECRET, now, 6), NOW, now)).isEmpty();
        assertThat(Totp.match(SECRET, Totp.code(SECRET, now - 1, 6), NOW, now)).isEmpty();
        assertThat(Totp.match(SECRET, Totp.code(SECRET, now + 1, 6), NOW, now)).hasValue(now + 1);
    }

    @ParameterizedTest
    @CsvSource({"''", "'081804 '", "81804", "0081804", "abcdef", "０８１８０４"})
    void takesNothingButSixDigits(String code) {
        assertThat(Totp.match(SECRET, code, NOW, 0)).isEmpty();
    }

    @Test
    void agreesWithOathtoolWhereThatIsInstalled() throws IOException, InterruptedException {
        Optional<Path> oathtool = Arrays.stream(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, "oathtool"))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(oathtool.isPresent(), "oathtool is not installed");
        Random random = new Random(6238);

        for (int i = 0; i < 20; i++) {
            byte[] secret = new byte[20];
            random.nextBytes(secret);
            Instant time = Instant.ofEpochSecond(random.nextInt(Integer.MAX_VALUE));
            Process told = new ProcessBuilder(
                            oathtool.get().toString(),
                            "--totp",
                            "--now=@" + time.getEpochSecond(),
                            HexFormat.of().formatHex(secret))
                    .start();

            assertThat(Totp.code(secret, Totp.stepAt(time), 6))
                    .isEqualTo(new String(told.getInputStream().readAllBytes(), US_ASCII).strip());
            assertThat(told.waitFor()).isZero();
        }
    }
}

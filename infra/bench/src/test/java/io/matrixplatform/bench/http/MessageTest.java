package io.matrixplatform.bench.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MessageTest {
    private static final String ANSWER = "HTTP/1.1 200 OK\r\nServer: x\r\ncontent-length: 5\r\n\r\nhello";

    @Test
    void endsWhereItsHeadSays() throws IOException {
        assertThat(lengthOf(ANSWER)).isEqualTo(ANSWER.length());
        assertThat(lengthOf(ANSWER + "HTTP/1.1 200 OK")).isEqualTo(ANSWER.length());
    }

    @Test
    void isNotWholeBeforeItsLastByte() throws IOException {
        for (int length = 0; length < ANSWER.length(); length++) {
            assertThat(lengthOf(ANSWER.substring(0, length))).isNegative();
        }
    }

    @Test
    void tellsItsLengthInAnyCase() throws IOException {
        String empty = "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n";

        assertThat(lengthOf(empty)).isEqualTo(empty.length());
    }

    @Test
    void hasToTellItsLength() {
        assertThatThrownBy(() -> lengthOf("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n"))
                .isInstanceOf(IOException.class);
    }

    private static int lengthOf(String text) throws IOException {
        return Message.length(text.getBytes(StandardCharsets.US_ASCII), text.length());
    }
}

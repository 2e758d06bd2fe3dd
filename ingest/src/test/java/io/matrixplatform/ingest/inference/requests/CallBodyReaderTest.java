package io.matrixplatform.ingest.inference.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.matrixplatform.ingest.platform.Body;
import io.matrixplatform.ingest.platform.ProblemException;
import io.matrixplatform.ingest.platform.ProblemType;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallBodyReaderTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final CallBodyReader READER = new CallBodyReader();
    private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"model":"a",M}                                                  | {"model":"up",M}
            { "model" : "a" , M , "x" : 1.10 }                               | { "model" : "up" , M , "x" : 1.10 }
            {M,"stream":false,"model":"\\u0061"}                             | {M,"stream":false,"model":"up"}
            {"stream":true,M,"model":"a"}          | {"stream_options":{"include_usage":true},"stream":true,M,"model":"up"}
            {"stream":true,"stream_options":null,M,"model":"a"} | {"stream":true,"stream_options":{"include_usage":true},M,"model":"up"}
            {"stream":true,"stream_options":{},M,"model":"a"} | {"stream":true,"stream_options":{"include_usage":true},M,"model":"up"}
            {"stream":true,"stream_options":{"x":[1]},M,"model":"a"} | {"stream":true,"stream_options":{"include_usage":true,"x":[1]},M,"model":"up"}
            {"stream":true,"stream_options":{"include_usage":false,"x":2},M,"model":"a"} | {"stream":true,"stream_options":{"include_usage":true,"x":2},M,"model":"up"}
            {"stream":true,"stream_options":{"include_usage": true },M,"model":"a"} | {"stream":true,"stream_options":{"include_usage": true },M,"model":"up"}
            {"stream":true,"stream_options":{"include_usage":null},M,"model":"a"} | {"stream":true,"stream_options":{"include_usage":true},M,"model":"up"}
            {"stream_options":{"include_usage":false},M,"model":"a"}  | {"stream_options":{"include_usage":false},M,"model":"up"}
            """)
    void passesEverythingOnButTheModelAndTheQuestionForUsage(String from, String to) {
        CallBody body = chat(from.replace("M", MESSAGES));

        assertThat(body.forUpstream("up").toString()).isEqualTo(to.replace("M", MESSAGES));
        assertThat(body.model()).isEqualTo("a");
    }

    @Property(tries = 300)
    void whatAnUpstreamReadsIsWhatTheCallerWrote(@ForAll("members") Map<String, Object> members) throws IOException {
        ObjectNode wanted = JSON.valueToTree(members);
        wanted.put("model", "a").put("stream", true);
        wanted.putArray("messages").addObject().put("content", "x");

        JsonNode sent =
                JSON.readTree(chat(wanted.toString()).forUpstream("p/\"q\"").getBytes());

        wanted.put("model", "p/\"q\"");
        wanted.putObject("stream_options").put("include_usage", true);
        assertThat(sent).isEqualTo(wanted);
    }

    @Provide
    Arbitrary<Map<String, Object>> members() {
        Arbitrary<String> text = Arbitraries.strings().ofMaxLength(8);
        Arbitrary<Object> leaf = Arbitraries.oneOf(
                text.map(one -> (Object) one),
                Arbitraries.integers().map(one -> (Object) one),
                Arbitraries.of(true, false).map(one -> (Object) one),
                text.list().ofMaxSize(3).map(one -> (Object) one));
        return Arbitraries.maps(text.map(name -> "x" + name), leaf).ofMaxSize(6).map(LinkedHashMap::new);
    }

    @Test
    void tellsWhatTheCallerWantsToRead() {
        CallBody body =
                chat("{\"model\":\"a\",\"stream\":true,\"stream_options\":{\"include_usage\":true}," + MESSAGES + "}");

        assertThat(body.isStream()).isTrue();
        assertThat(body.tellsUsage()).isTrue();
        assertThat(chat("{\"model\":\"a\"," + MESSAGES + "}").isStream()).isFalse();
    }

    @Test
    void countsWhatTheModelMayRead() {
        String image =
                "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64," + "A".repeat(9_000) + "\"}}";
        CallBody text = chat("{\"model\":\"a\",\"messages\":[{\"content\":\"" + "ä".repeat(30) + "\"}]}");
        CallBody pictured = chat("{\"model\":\"a\",\"messages\":[{\"content\":[" + image + "]}]}");
        CallBody tokens = READER.read(Operation.EMBEDDING, utf8("{\"model\":\"a\",\"input\":[[1,2,3],[4]]}"));

        assertThat(text.inputTokens()).isEqualTo(20);
        assertThat(pictured.inputTokens()).isBetween(1_600L, 1_620L);
        assertThat(tokens.inputTokens()).isEqualTo(4);
    }

    @Test
    void countsNoLettersOfWhatIsEncoded() {
        String letters = "A".repeat(90_000);
        String image = "{\"type\":\"image\",\"source\":{\"data\":\"iVBOR" + letters + "\",\"type\":\"base64\"}}";
        String document = image.replace("iVBOR", "JVBER");
        String text = image.replace("iVBOR", "").replace("base64", "text");
        String sound = "{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"" + letters + "\",\"format\":\"mp3\"}}";

        assertThat(promptOf(image)).isBetween(1_600L, 1_620L);
        assertThat(promptOf(document)).isBetween(6_100L, 6_120L);
        assertThat(promptOf(text)).isBetween(30_000L, 30_010L);
        assertThat(promptOf(sound)).isBetween(180L, 200L);
    }

    @Test
    void readsMessagesAsAnthropicWordsThem() {
        String json =
                "{\"model\":\"a\",\"max_tokens\":50,\"stream\":true,\"n\":7,\"system\":\"Be brief\"," + MESSAGES + "}";
        CallBody body = messages(json);

        assertThat(body.forUpstream("up").toString()).isEqualTo(json.replace("\"a\"", "\"up\""));
        assertThat(body.isStream()).isTrue();
        assertThat(body.outputTokensTogether()).hasValue(50);
        assertThat(body.inputTokens()).isEqualTo((8 + 4 + 2 + 2) / 3);
    }

    @Test
    void wantsToKnowHowMuchMayBeWrittenWhereTheDialectDoes() {
        ProblemException problem = catchThrowableOfType(
                ProblemException.class, () -> messages("{\"model\":\"a\",\"max_tokens\":null," + MESSAGES + "}"));

        assertThat(problem.type()).isEqualTo(ProblemType.INVALID_CALL);
        assertThat(problem.member()).isEqualTo("max_tokens");
    }

    @Test
    void countsWhatTheModelMayWrite() {
        CallBody body =
                chat("{\"model\":\"a\",\"max_tokens\":10,\"max_completion_tokens\":20,\"n\":3," + MESSAGES + "}");

        assertThat(body.outputTokensEach()).hasValue(20);
        assertThat(body.outputTokensTogether()).hasValue(60);
        assertThat(chat("{\"model\":\"a\",\"max_tokens\":null," + MESSAGES + "}")
                        .outputTokensEach())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {M}                                   | model
            {"model":null,M}                      | model
            {"model":7,M}                         | model
            {"model":"",M}                        | model
            {"model":"a","model":"b",M}           | model
            {"model":"a","mod\\u0065l":"b",M}     | model
            {"model":"a",M,M}                     | messages
            {"model":"a"}                         | messages
            {"model":"a","messages":null}         | messages
            {"model":"a",M,"stream":1}            | stream
            {"model":"a",M,"stream":"true"}       | stream
            {"model":"a",M,"stream_options":[]}   | stream_options
            {"model":"a",M,"stream_options":{"include_usage":1}} | stream_options.include_usage
            {"model":"a",M,"stream_options":{"include_usage":true,"include_usage":false}} | stream_options.include_usage
            {"model":"a",M,"max_tokens":-1}       | max_tokens
            {"model":"a",M,"max_tokens":0}        | max_tokens
            {"model":"a",M,"max_tokens":1.5}      | max_tokens
            {"model":"a",M,"max_tokens":"5"}      | max_tokens
            {"model":"a",M,"max_tokens":2147483648} | max_tokens
            {"model":"a",M,"max_tokens":99999999999999999999} | max_tokens
            {"model":"a",M,"n":10000}             | n
            """)
    void namesTheMemberThatIsWrong(String json, String member) {
        ProblemException problem =
                catchThrowableOfType(ProblemException.class, () -> chat(json.replace("M", MESSAGES)));

        assertThat(problem.type()).isEqualTo(ProblemType.INVALID_CALL);
        assertThat(problem.member()).isEqualTo(member);
    }

    @Test
    void refusesWhatIsNoObjectInUtf8() {
        String good = "{\"model\":\"a\"," + MESSAGES + "}";

        for (Body bad : List.of(
                utf8(""),
                utf8("[]"),
                utf8("\"a\""),
                utf8(good + "x"),
                utf8(good.substring(0, good.length() - 1)),
                utf8("\uFEFF" + good),
                utf8("{\"model\":\"a\",\"messages\":" + "[".repeat(100) + "]".repeat(100) + "}"),
                in(StandardCharsets.UTF_16BE, good),
                in(StandardCharsets.UTF_16LE, good),
                in(Charset.forName("UTF-32BE"), good))) {
            assertThat(catchThrowableOfType(ProblemException.class, () -> READER.read(Operation.CHAT, bad)))
                    .extracting(ProblemException::type)
                    .isEqualTo(ProblemType.MALFORMED_REQUEST);
        }
    }

    private static long promptOf(String part) {
        return messages("{\"model\":\"a\",\"max_tokens\":1,\"messages\":[{\"content\":[" + part + "]}]}")
                .inputTokens();
    }

    private static CallBody messages(String json) {
        return READER.read(Operation.MESSAGES, utf8(json));
    }

    private static CallBody chat(String json) {
        return READER.read(Operation.CHAT, utf8(json));
    }

    private static Body utf8(String text) {
        return in(StandardCharsets.UTF_8, text);
    }

    private static Body in(Charset charset, String text) {
        byte[] bytes = text.getBytes(charset);
        return new Body(bytes, bytes.length);
    }
}

package io.matrixplatform.e2e.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.matrixplatform.e2e.access.Tenant;
import io.matrixplatform.e2e.metering.Books;
import io.matrixplatform.e2e.platform.Platform;
import io.matrixplatform.e2e.platform.RunningStack;
import io.matrixplatform.local.layout.Port;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Anthropic's own client is served in its dialect, and what models say to it is on the books with exactly those tokens. */
@ExtendWith(RunningStack.class)
@Execution(ExecutionMode.CONCURRENT)
class MessagesE2E {
    /** Answered, refused but for whom nobody knows, a server asked twice that was busy, and the one that was left. */
    private static final long CALLS = 3 + 6 + 2 + 1;

    /** Of so many calls the model has read the prompt: those answered, the one broken off, the one left. */
    private static final long PROMPTS = 3 + 1 + 1;

    @Test
    void servesAnthropicsOwnClient(Platform platform) throws Exception {
        assumeTrue(NodeProgram.isPossible(), "node and npm are needed to run Anthropic's client");
        Tenant tenant = Tenant.create(platform.operator(), "messages");
        Tenant caller = CallingKeys.of(tenant, platform, "");

        JsonNode seen = new ObjectMapper()
                .readTree(NodeProgram.installed("anthropic")
                        .run(
                                Map.of(
                                        "BASE_URL",
                                        platform.stack().ports().url(Port.INGEST),
                                        "API_KEY",
                                        caller.secret()),
                                "node",
                                "messages.mjs"));

        assertModels(seen.path("models"));
        assertAnswers(seen);
        assertRefusals(seen.path("refusals"));
        Books books = new Books(platform.api(tenant.secret()));
        books.awaitCalls(CALLS);
        long prompt = seen.at("/plain/usage/input_tokens").asLong();
        assertThat(books.inTime("tokens.input")).isEqualByComparingTo(BigDecimal.valueOf(PROMPTS * prompt));
        long told = 0;
        for (String answer : new String[] {"/plain/usage", "/cached", "/stream/usage"}) {
            told += seen.at(answer).path("output_tokens").asLong();
        }
        assertThat(books.inTime("tokens.output").longValueExact() - told)
                .as("written before two calls went no further, by their bytes")
                .isBetween(2L, 40L);
        assertThat(Books.ofCalls(books.recount()))
                .allSatisfy(line -> assertThat(line.path("agrees").asBoolean())
                        .as("%s", line)
                        .isTrue());
    }

    /** Others may have routes of their own at the same time. */
    private static void assertModels(JsonNode models) {
        List<String> ids = new ArrayList<>();
        for (JsonNode page : models.path("pages")) {
            assertThat(page).hasSize(1);
            ids.add(page.get(0).asText());
        }
        assertThat(ids).doesNotHaveDuplicates().contains("sandbox-messages").doesNotContain("sandbox-small");
        JsonNode one = models.path("one");
        assertThat(one.path("type").asText()).isEqualTo("model");
        assertThat(one.path("id").asText()).isEqualTo("sandbox-messages");
        assertThat(one.path("display_name").asText()).isEqualTo("sandbox-messages");
        assertThat(Instant.parse(one.path("created_at").asText())).isAfter(Instant.EPOCH);
    }

    private static void assertAnswers(JsonNode seen) {
        JsonNode plain = seen.path("plain");
        assertThat(plain.path("text").asText())
                .isNotBlank()
                .isEqualTo(seen.at("/stream/text").asText());
        assertThat(plain.path("requestId").asText()).startsWith("req_");
        assertThat(plain.path("stop").asText()).isEqualTo("end_turn");
        assertThat(plain.path("limit").asLong()).isPositive();
        assertThat(Instant.parse(plain.path("reset").asText())).isAfter(Instant.EPOCH);
        assertThat(seen.at("/stream/events").asLong()).isGreaterThan(10);
        assertThat(seen.at("/stream/usage/input_tokens")).isEqualTo(plain.at("/usage/input_tokens"));
        assertThat(seen.at("/stream/usage/output_tokens")).isEqualTo(plain.at("/usage/output_tokens"));
        assertThat(seen.at("/cached/cache_read_input_tokens").asLong()).isEqualTo(5);
        assertThat(seen.at("/cached/cache_creation_input_tokens").asLong()).isEqualTo(3);
        assertThat(seen.at("/cached/input_tokens").asLong())
                .isEqualTo(plain.at("/usage/input_tokens").asLong() - 8);
    }

    private static void assertRefusals(JsonNode refusals) {
        assertRefusal(refusals.path("key"), "AuthenticationError", 401, "authentication_error");
        assertRefusal(refusals.path("listed"), "BadRequestError", 400, "invalid_request_error");
        assertRefusal(refusals.path("retrieved"), "NotFoundError", 404, "not_found_error");
        assertRefusal(refusals.path("model"), "NotFoundError", 404, "not_found_error");
        assertRefusal(refusals.path("member"), "BadRequestError", 400, "invalid_request_error");
        assertThat(refusals.at("/member/message").asText()).contains("max_tokens");
        assertRefusal(refusals.path("large"), "BadRequestError", 400, "invalid_request_error");
        assertRefusal(refusals.path("upstream"), "InternalServerError", 502, "api_error");
        assertRefusal(refusals.path("busy"), "OverloadedError", 529, "overloaded_error");
        assertRefusal(refusals.path("busyTwice"), "OverloadedError", 529, "overloaded_error");
        assertThat(refusals.at("/broken/type").asText()).isEqualTo("api_error");
    }

    private static void assertRefusal(JsonNode refusal, String name, int status, String type) {
        assertThat(refusal.path("name").asText()).as("%s", refusal).isEqualTo(name);
        assertThat(refusal.path("status").asInt()).isEqualTo(status);
        assertThat(refusal.path("type").asText()).isEqualTo(type);
        assertThat(refusal.path("hasRequestId").asBoolean()).isTrue();
    }
}

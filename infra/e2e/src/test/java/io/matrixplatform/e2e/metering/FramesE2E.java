package io.matrixplatform.e2e.metering;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.matrixplatform.e2e.access.Tenant;
import io.matrixplatform.e2e.platform.Answer;
import io.matrixplatform.e2e.platform.Http;
import io.matrixplatform.e2e.platform.Platform;
import io.matrixplatform.e2e.platform.RunningStack;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Cumulative counters per chunk, in random order and with repeats, are billed once, with the final numbers. */
@ExtendWith(RunningStack.class)
@Execution(ExecutionMode.CONCURRENT)
class FramesE2E {
    private static final int REQUESTS = 100;
    private static final int FRAMES = 8;

    private final Random random = new Random(20_261_128);
    private EventDoor door;
    private Http api;
    private Books books;
    private long finalTokens;

    @BeforeEach
    void openShop(Platform platform) {
        Tenant tenant = Tenant.create(platform.operator(), "frames");
        door = EventDoor.of(platform, tenant);
        api = platform.api(tenant.secret());
        books = new Books(api);
    }

    @Test
    void billsEachRequestOnceWithTheNumbersOfItsLastFrame() {
        List<String> events = new ArrayList<>();
        for (int request = 0; request < REQUESTS; request++) {
            planRequest(request, events);
        }
        Collections.shuffle(events, random);
        door.send(events, 200);

        books.settled();
        assertThat(books.inTime("api.calls")).isEqualByComparingTo(BigDecimal.valueOf(REQUESTS));
        assertThat(books.inTime("tokens.output")).isEqualByComparingTo(BigDecimal.valueOf(finalTokens));
        books.dashboardShows("tokens.output", finalTokens);
        JsonNode recount = books.recount();
        assertThat(recount.path("received").asInt()).isEqualTo(events.size());
        assertThat(recount.path("distinct").asInt()).isEqualTo(REQUESTS);
        assertThat(Books.ofCalls(recount))
                .allSatisfy(line -> assertThat(line.path("agrees").asBoolean())
                        .as("%s", line)
                        .isTrue());
    }

    @Test
    void refusesAFrameOfNoRequest() {
        String frame = event("lost", "\"frame\":1", 5);

        Answer answer = door.offer(List.of(frame));

        assertThat(answer.json().at("/rejected/0/code").asText()).isEqualTo("missing-field");
        assertThat(answer.json().at("/rejected/0/detail").asText()).startsWith("/data/request_id");
    }

    /** Every tenth request breaks off before its final frame. */
    private void planRequest(int request, List<String> events) {
        long tokens = 0;
        for (int frame = 0; frame < FRAMES; frame++) {
            tokens += 1 + random.nextInt(50);
            boolean isFinal = frame == FRAMES - 1 && request % 10 != 0;
            String which =
                    "\"request_id\":\"r" + request + "\",\"frame\":" + frame + (isFinal ? ",\"final\":true" : "");
            String event = event("r" + request + "-" + frame, which, tokens);
            events.add(event);
            if (random.nextInt(5) == 0) {
                events.add(event);
            }
        }
        finalTokens += tokens;
    }

    private static String event(String id, String which, long tokens) {
        Instant time = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        return ApiCallEvent.json(id, "/e2e/frames", time, "", ApiCallEvent.data(0, tokens, "," + which));
    }
}

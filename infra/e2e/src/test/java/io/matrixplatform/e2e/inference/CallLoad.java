package io.matrixplatform.e2e.inference;

import io.matrixplatform.e2e.platform.Answer;
import io.matrixplatform.e2e.platform.Http;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Callers who call a model of the sandbox again and again, and write down what they were answered. */
final class CallLoad implements AutoCloseable {
    /** So that the disk of an edge has room for the calls of a minute, however fast it is. */
    private static final Duration BETWEEN_CALLS = Duration.ofMillis(20);

    private static final Duration AFTER_NONE = Duration.ofMillis(100);

    private static final String CALL = "{\"model\":\"sandbox-small\",\"max_tokens\":3,"
            + "\"messages\":[{\"role\":\"user\",\"content\":\"Count the clouds.\"}]}";

    private final Http gateway;
    private final List<Thread> callers = new ArrayList<>();
    private final Map<String, Integer> outputTokensById = new ConcurrentHashMap<>();
    private final Map<Integer, AtomicInteger> byStatus = new ConcurrentHashMap<>();
    private volatile boolean isOver;

    private CallLoad(Http gateway) {
        this.gateway = gateway;
    }

    static CallLoad start(Http gateway, int callers) {
        CallLoad load = new CallLoad(gateway);
        for (int i = 0; i < callers; i++) {
            Thread caller = new Thread(load::callAndCall, "caller-" + i);
            load.callers.add(caller);
            caller.start();
        }
        return load;
    }

    /** Output tokens by the request's id, of each call that was answered 200. */
    Map<String, Integer> answered() {
        return Map.copyOf(outputTokensById);
    }

    /** Calls that were answered with a status; with 0 those that were not answered. */
    int answered(int status) {
        return byStatus.getOrDefault(status, new AtomicInteger()).get();
    }

    private void callAndCall() {
        while (!isOver) {
            try {
                Answer answer = gateway.post("/v1/chat/completions", "application/json", CALL);
                if (answer.status() == 200) {
                    outputTokensById.put(
                            answer.headers().firstValue("x-request-id").orElseThrow(),
                            answer.json().at("/usage/completion_tokens").asInt());
                }
                note(answer.status());
                pause(BETWEEN_CALLS);
            } catch (AssertionError noAnswer) {
                note(0);
                pause(AFTER_NONE);
            }
        }
    }

    private void note(int status) {
        byStatus.computeIfAbsent(status, fresh -> new AtomicInteger()).incrementAndGet();
    }

    private static void pause(Duration time) {
        try {
            TimeUnit.MILLISECONDS.sleep(time.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when all have had their last answer. */
    @Override
    public void close() throws InterruptedException {
        isOver = true;
        for (Thread caller : callers) {
            caller.join();
        }
    }
}

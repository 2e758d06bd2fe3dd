package io.matrixplatform.replay.demo;

import io.matrixplatform.replay.plan.Model;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The content of made-up API calls. Token counts are spread like those of two recorded services: one converses, the other
 * completes code, with long inputs and short outputs. Both are close to log-normal, and input says nothing about output.
 */
final class SampleCalls {
    private record Spread(double inputMedian, double inputSpread, double outputMedian, double outputSpread) {}

    // Medians and spreads of the Azure traces of 2023.
    private static final Spread CONVERSATION = new Spread(1_020, 0.9, 129, 0.9);
    private static final Spread CODE = new Spread(1_469, 0.95, 13, 1.1);
    private static final long MOST_OUTPUT = 2_000;
    private static final long MOST_INPUT = 14_050;

    /** Now and then somebody hands in a book: the longest input of the recorded traces. */
    private static final double BOOKS = 0.004;

    private static final long LONGEST_INPUT = 191_378;

    private static final double ERRORS = 0.02;
    private static final double ERRORS_IN_BURST = 0.09;
    private static final int[] ERROR_STATUS = {429, 500, 503, 400, 499};
    private static final double[] ERROR_WEIGHTS = {40, 22, 18, 12, 8};
    private static final double[] ERROR_WEIGHTS_IN_BURST = {85, 4, 9, 1, 1};

    private static final double SLOW = 0.012;
    private static final long MOST_LATENCY_MS = 120_000;
    private static final List<String> SUBJECTS = List.of("web", "mobile", "batch", "support", "research");

    private SampleCalls() {}

    /** @param inBurst when the caller runs into its limits more often */
    static Map<String, Object> data(Chance chance, int tenant, boolean inBurst) {
        Spread spread = tenant % 3 == 1 ? CODE : CONVERSATION;
        Model model = Model.ALL.get(model(chance, tenant));
        Map<String, Object> data = new HashMap<>();
        data.put("model", model.label());
        data.put("route", model.route());
        int status = status(chance, inBurst);
        data.put("status", status);
        boolean answered = status == 200 || status == 499;
        long input = chance.happens(BOOKS)
                ? chance.logNormal(40_000, 0.8, LONGEST_INPUT)
                : chance.logNormal(spread.inputMedian(), spread.inputSpread(), MOST_INPUT);
        long output = chance.logNormal(spread.outputMedian(), spread.outputSpread(), MOST_OUTPUT);
        long cached = chance.happens(0.3) ? Math.round(input * chance.between(0.2, 0.95)) : 0;
        long firstToken = Math.round(chance.logNormal(180, 0.45, 5_000) + input * 0.05);
        long latency = answered ? firstToken + 22 * output : chance.logNormal(60, 0.7, 2_000);
        if (answered && chance.happens(SLOW)) {
            latency = Math.round(latency * chance.between(4, 20));
        }
        data.put("latency_ms", Math.min(MOST_LATENCY_MS, latency));
        if (answered) {
            data.put("input_tokens", input);
            data.put("output_tokens", status == 499 ? output / 3 : output);
            data.put("cached_input_tokens", cached);
            if (chance.happens(0.8)) {
                data.put("time_to_first_token_ms", Math.min(firstToken, latency));
            }
        }
        return data;
    }

    /** Who inside the tenant called. */
    static String subject(Chance chance) {
        return SUBJECTS.get(chance.pick(50, 25, 12, 8, 5));
    }

    /** Each tenant has its favourite. */
    private static int model(Chance chance, int tenant) {
        return (chance.pick(55, 27, 12, 6) + tenant) % Model.ALL.size();
    }

    private static int status(Chance chance, boolean inBurst) {
        if (!chance.happens(inBurst ? ERRORS_IN_BURST : ERRORS)) {
            return 200;
        }
        return ERROR_STATUS[chance.pick(inBurst ? ERROR_WEIGHTS_IN_BURST : ERROR_WEIGHTS)];
    }
}

package io.matrixplatform.streams.metering.repeats;

import static io.matrixplatform.streams.metering.facts.Facts.NOON;
import static io.matrixplatform.streams.metering.facts.Facts.call;
import static io.matrixplatform.streams.metering.meters.Meters.API_CALL;
import static io.matrixplatform.streams.metering.meters.Meters.meter;
import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.events.metering.ApiCall;
import io.matrixplatform.events.metering.QuarantinedCall;
import io.matrixplatform.events.metering.UsageConflict;
import io.matrixplatform.events.metering.Verdict;
import io.matrixplatform.streams.metering.facts.Said;
import io.matrixplatform.streams.metering.meters.Measured;
import io.matrixplatform.streams.metering.meters.Measurement;
import io.matrixplatform.streams.metering.rules.UsageRule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is said of facts: corrections and decisions, and facts that break a rule. */
class CorrectOnceTest {
    private static final Instant SOON = NOON.plusSeconds(60);
    private static final Instant LATE = NOON.plus(Duration.ofHours(2));
    static final UsageRule AT_MOST_100 = new UsageRule(
            "*",
            3,
            0,
            Long.MAX_VALUE,
            new UsageRule.Limits(Long.MAX_VALUE, 100, Long.MAX_VALUE),
            new UsageRule.Demands(true, false, false));

    private final ApiCall sent = stamped(call("a").tokens(1, 20).avro(), "key_1", "sub_1");

    @Test
    void takesBackWhatTheOriginalCountedUnderItsOwnStamps() throws Exception {
        try (Harness counts = new Harness()) {
            counts.say(sent);
            counts.say(stamped(Said.cancel(sent, LATE), "key_2", "sub_2"));

            assertThat(counts.measured()).containsExactly("20 key_1 sub_1", "-20 key_1 sub_1 late");
        }
    }

    @Test
    void countsWhatWasMeantInsteadOfWhatWasSent() throws Exception {
        ApiCall meant = call("a").tokens(1, 7).avro();
        try (Harness counts = new Harness()) {
            counts.say(sent);
            counts.say(stamped(Said.amend(sent, meant, SOON), "key_2", "sub_2"));
            counts.say(Said.amend(sent, meant, LATE));

            assertThat(counts.measured()).containsExactly("20 key_1 sub_1", "-20 key_1 sub_1", "7 key_1 sub_1");
            assertThat(counts.conflicts()).isEmpty();
        }
    }

    @Test
    void waitsForTheOriginalAcrossARestore() throws Exception {
        ApiCall meant = call("a").tokens(1, 7).avro();
        OperatorSubtaskState state;
        try (Harness counts = new Harness()) {
            counts.say(Said.amend(sent, meant, NOON));
            state = counts.snapshot(1, 1);
            assertThat(counts.measured()).isEmpty();
        }
        try (Harness counts = new Harness(state)) {
            counts.say(sent);

            assertThat(counts.measured()).containsExactlyInAnyOrder("7 key_1 sub_1");
        }
    }

    @Test
    void knowsTheStampsOfTheOriginalAfterARestore() throws Exception {
        OperatorSubtaskState state;
        try (Harness counts = new Harness()) {
            counts.say(sent);
            state = counts.snapshot(1, 1);
        }
        try (Harness counts = new Harness(state)) {
            counts.say(stamped(Said.cancel(sent, SOON), "key_2", null));

            assertThat(counts.measured()).containsExactly("-20 key_1 sub_1");
        }
    }

    @Test
    void reportsACorrectionOfAnotherPayloadWhicheverComesFirst() throws Exception {
        ApiCall other = stamped(call("a").tokens(1, 21).avro(), "key_1", "sub_1");
        try (Harness counts = new Harness()) {
            counts.say(sent);
            counts.say(Said.cancel(other, SOON));
            assertThat(counts.measured()).containsExactly("20 key_1 sub_1");
            assertThat(counts.conflicts()).containsExactly("original-differs");
        }
        try (Harness counts = new Harness()) {
            counts.say(Said.cancel(other, NOON));
            counts.say(sent);
            counts.say(Said.cancel(sent, SOON));
            assertThat(counts.measured()).containsExactly("20 key_1 sub_1", "-20 key_1 sub_1");
            assertThat(counts.conflicts()).containsExactly("original-differs");
        }
    }

    @Test
    void holdsWhatBreaksARuleAndCountsItOnceItIsReleased() throws Exception {
        ApiCall much = stamped(call("a").tokens(1, 101).avro(), "key_1", "sub_1");
        try (Harness counts = new Harness()) {
            counts.processBroadcastElement(Control.of(AT_MOST_100), 0);
            counts.say(much);
            assertThat(counts.measured()).isEmpty();
            assertThat(counts.held())
                    .singleElement()
                    .returns("output-above-limit", QuarantinedCall::getReason)
                    .returns(3L, QuarantinedCall::getRuleVersion)
                    .returns(much, QuarantinedCall::getCall);

            counts.decide(Verdict.RELEASE, much, LATE);
            counts.decide(Verdict.RELEASE, much, LATE);

            assertThat(counts.measured()).containsExactly("101 key_1 sub_1 late");
        }
    }

    @Test
    void countsAReleasedCallWhoseReleaseIsReadFirstAndNoRejectedOne() throws Exception {
        ApiCall much = stamped(call("a").tokens(1, 101).avro(), "key_1", "sub_1");
        ApiCall more = stamped(call("b").tokens(1, 102).avro(), "key_1", "sub_1");
        try (Harness counts = new Harness()) {
            counts.processBroadcastElement(Control.of(AT_MOST_100), 0);
            counts.decide(Verdict.RELEASE, much, SOON);
            counts.decide(Verdict.REJECT, more, SOON);
            counts.say(much);
            counts.say(more);

            assertThat(counts.measured()).containsExactly("101 key_1 sub_1");
        }
    }

    @Test
    void holdsAnAmendmentThatBreaksARuleUnderTheStampsOfItsOriginal() throws Exception {
        ApiCall meant = stamped(call("a").tokens(1, 500).avro(), "key_1", "sub_1");
        try (Harness counts = new Harness()) {
            counts.processBroadcastElement(Control.of(AT_MOST_100), 0);
            counts.say(sent);
            counts.say(stamped(Said.amend(sent, meant, SOON), "key_2", "sub_2"));
            assertThat(counts.measured()).containsExactly("20 key_1 sub_1", "-20 key_1 sub_1");
            QuarantinedCall held = counts.held().get(0);
            assertThat(held.getAmends()).isTrue();

            counts.decide(Verdict.RELEASE, held.getCall(), SOON);

            assertThat(counts.measured()).containsExactly("20 key_1 sub_1", "-20 key_1 sub_1", "500 key_1 sub_1");
        }
    }

    private static ApiCall stamped(ApiCall call, String key, @Nullable String subscription) {
        return ApiCall.newBuilder(call)
                .setKeyId(key)
                .setSubscriptionId(subscription)
                .build();
    }

    static final class Harness extends CountOnceHarness {
        private long offset;

        Harness() throws Exception {
            super(() -> List.of(meter("*", "tokens", API_CALL, "output_tokens", List.of("key_id"))), List::of, 1, 0);
            open();
        }

        Harness(OperatorSubtaskState state) throws Exception {
            super(() -> List.of(meter("*", "tokens", API_CALL, "output_tokens", List.of("key_id"))), List::of, 1, 0);
            initializeState(state);
            open();
        }

        void say(ApiCall call) throws Exception {
            add(Said.fact(call, 0, offset++));
        }

        void decide(Verdict verdict, ApiCall call, Instant at) throws Exception {
            add(Said.decision(verdict, call, at, 0, offset++));
        }

        /** Quantity, key and subscription of each, in order. */
        List<String> measured() {
            return extractOutputValues().stream()
                    .flatMap(Measured::all)
                    .map(each -> each.whole()
                            + " "
                            + each.series().dimensions().replaceAll("\\{\"key_id\":\"(\\w+)\"}", "$1")
                            + " "
                            + each.series().subscriptionId()
                            + (each.lateDay() == Measurement.ON_TIME ? "" : " late"))
                    .toList();
        }

        List<String> conflicts() {
            return said(CountOnceOperator.CONFLICTS, UsageConflict.class).stream()
                    .map(UsageConflict::getReason)
                    .toList();
        }

        List<QuarantinedCall> held() {
            return said(CountOnceOperator.QUARANTINE, QuarantinedCall.class);
        }
    }
}

package io.matrixplatform.streams.metering.repeats;

import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.streams.metering.repeats.Repeats.Judgement;
import io.matrixplatform.streams.metering.repeats.Repeats.Verdict;
import io.matrixplatform.streams.metering.repeats.Sighting.Correction;
import io.matrixplatform.streams.metering.repeats.Sighting.Decision;
import io.matrixplatform.streams.metering.repeats.Sighting.Original;
import java.io.IOException;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class RepeatsTest {
    private static final int DAY = 20_000;
    private static final long NOON = DAY * 86_400L + 43_200;
    private static final Original FACT = new Original(7, 99, false);
    private static final Sighting SEEN = Sighting.of(NOON, FACT);
    private static final Correction CANCEL = new Correction(7, false, 0, false, NOON + 5);
    private static final Correction AMEND = new Correction(7, true, 8, false, NOON + 6);
    private static final Decision RELEASE = new Decision(7, true, NOON + 9);

    @Test
    void countsWhatWasNeverSeen() {
        assertThat(Repeats.use(null, NOON, FACT))
                .returns(Verdict.FIRST, Judgement::verdict)
                .returns(SEEN, Judgement::after);
    }

    @Test
    void takesTheSamePayloadForARepeatAndAnotherForAConflict() {
        assertThat(Repeats.use(SEEN, NOON, FACT).verdict()).isEqualTo(Verdict.REPEAT);
        assertThat(Repeats.use(SEEN, NOON, new Original(8, 99, false)))
                .returns(Verdict.CONFLICT, Judgement::verdict)
                .returns("payload-differs", Judgement::reason);
    }

    @Test
    void remembersForFortyFiveRecordedDays() {
        assertThat(Repeats.isRemembered(SEEN, DAY + 45)).isTrue();
        assertThat(Repeats.isRemembered(SEEN, DAY + 46)).isFalse();
    }

    @Test
    void letsTheFirstCorrectionStandAndNoOther() {
        Sighting cancelled = Repeats.correct(SEEN, CANCEL).after();

        assertThat(cancelled).isEqualTo(new Sighting(NOON, FACT, CANCEL, List.of()));
        assertThat(Repeats.correct(cancelled, CANCEL).verdict()).isEqualTo(Verdict.REPEAT);
        assertThat(Repeats.correct(cancelled, AMEND).reason()).isEqualTo("already-corrected");
        Sighting amended = Repeats.correct(SEEN, AMEND).after();
        assertThat(Repeats.correct(amended, CANCEL).reason()).isEqualTo("already-corrected");
        assertThat(Repeats.correct(amended, new Correction(7, true, 9, false, NOON))
                        .reason())
                .isEqualTo("already-corrected");
    }

    @Test
    void takesACorrectionOfAnotherPayloadForAConflict() {
        assertThat(Repeats.correct(SEEN, new Correction(8, false, 0, false, NOON))
                        .reason())
                .isEqualTo("original-differs");
    }

    @Test
    void keepsACorrectionUntilItsOriginalComes() {
        Sighting waiting = Repeats.correct(null, CANCEL).after();

        assertThat(waiting.original()).isNull();
        assertThat(Repeats.correct(waiting, CANCEL).verdict()).isEqualTo(Verdict.REPEAT);
        assertThat(Repeats.correct(waiting, AMEND).reason()).isEqualTo("already-corrected");
        assertThat(Repeats.use(waiting, NOON + 8, FACT).after())
                .isEqualTo(new Sighting(NOON + 8, FACT, CANCEL, List.of()));
        Original other = new Original(8, 99, false);
        assertThat(Repeats.use(waiting, NOON + 8, other).after()).isEqualTo(Sighting.of(NOON + 8, other));
    }

    @Test
    void takesBackNothingWhoseStampsAreNotKnown() {
        Sighting old = Sighting.of(NOON, new Original(7, StampBook.UNKNOWN, false));

        assertThat(Repeats.correct(old, CANCEL).reason()).isEqualTo("original-too-old");
    }

    @Test
    void letsTheFirstDecisionAboutAPayloadStand() {
        Sighting decided = Repeats.decide(SEEN, RELEASE).after();

        assertThat(decided.decisionOn(7)).isEqualTo(RELEASE);
        assertThat(Repeats.decide(decided, RELEASE).verdict()).isEqualTo(Verdict.REPEAT);
        assertThat(Repeats.decide(decided, new Decision(7, false, NOON)).reason())
                .isEqualTo("already-decided");
        assertThat(Repeats.decide(decided, new Decision(8, false, NOON)).verdict())
                .isEqualTo(Verdict.FIRST);
    }

    @Test
    void isRememberedInTwentyOneBytesUntilSomethingIsSaidOfIt() throws IOException {
        Sighting said = new Sighting(
                (1L << 32) - 1,
                new Original(-1, Long.MIN_VALUE, true),
                AMEND,
                List.of(RELEASE, new Decision(8, false, 0)));

        assertThat(bytes(SEEN)).hasSize(21);
        for (Sighting sighting : List.of(SEEN, said, new Sighting(1, null, CANCEL, List.of()))) {
            assertThat(new Sighting.Serializer().deserialize(new DataInputDeserializer(bytes(sighting))))
                    .isEqualTo(sighting);
        }
    }

    @Test
    void readsWhatWasRememberedBeforeThereWereCorrections() throws IOException {
        DataOutputSerializer old = new DataOutputSerializer(12);
        old.writeLong(7);
        old.writeInt(DAY);

        Sighting read = new Sighting.Serializer().deserialize(1, new DataInputDeserializer(old.getCopyOfBuffer()));

        assertThat(read).isEqualTo(Sighting.of(DAY * 86_400L, new Original(7, StampBook.UNKNOWN, false)));
        assertThat(Repeats.use(read, NOON, FACT).verdict()).isEqualTo(Verdict.REPEAT);
    }

    private static byte[] bytes(Sighting sighting) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(32);
        new Sighting.Serializer().serialize(sighting, out);
        return out.getCopyOfBuffer();
    }
}

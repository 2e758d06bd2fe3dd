package io.matrixplatform.streams.metering.sums;

import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.model.metering.Quantity;
import io.matrixplatform.model.time.TimeWindow;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class TallyTest {
    private static final TimeWindow HOUR = TimeWindow.containing(Instant.EPOCH, Duration.ofHours(1));

    @Property
    void isExactInWhateverOrder(
            @ForAll List<Long> whole,
            @ForAll List<@BigRange(min = "-1000000", max = "1000000") @Scale(18) BigDecimal> decimals,
            @ForAll Random random) {
        BigDecimal expected = whole.stream().map(BigDecimal::valueOf).reduce(BigDecimal.ZERO, BigDecimal::add);
        expected = decimals.stream().reduce(expected, BigDecimal::add);

        Collections.shuffle(whole, random);
        Tally tally = new Tally();
        whole.forEach(each -> tally.add(each, null, 1));
        decimals.forEach(each -> tally.add(0, each, 1));

        assertThat(tally.quantity(HOUR).value()).isEqualByComparingTo(expected);
        assertThat(tally.facts()).isEqualTo(whole.size() + decimals.size());
    }

    @Test
    void goesOnPastWhatALongHolds() {
        Tally tally = new Tally();
        tally.add(Long.MAX_VALUE, null, 1);
        tally.add(Long.MAX_VALUE, null, 1);
        tally.add(2, null, 1);

        assertThat(tally.quantity(HOUR).toString()).isEqualTo("18446744073709551616");
    }

    @Test
    void saysTheLargestQuantityThereIsWhenTheSumIsLarger() {
        BigDecimal large = BigDecimal.TEN.pow(Quantity.MAX_INTEGER_DIGITS).subtract(BigDecimal.ONE);
        Tally tally = new Tally();
        tally.add(0, large, 1);
        tally.add(0, large, 1);

        assertThat(tally.quantity(HOUR).value()).isGreaterThan(large);

        tally.add(0, large.negate(), 1);

        assertThat(tally.quantity(HOUR).value()).isEqualByComparingTo(large);
    }

    @Test
    void comesBackFromState() throws IOException {
        Tally tally = new Tally();
        tally.add(-7, new BigDecimal("0.25"), 300);
        DataOutputSerializer out = new DataOutputSerializer(64);

        tally.write(out);
        Tally back = Tally.read(false, new DataInputDeserializer(out.getCopyOfBuffer()));

        assertThat(back.quantity(HOUR)).isEqualTo(tally.quantity(HOUR));
        assertThat(back.facts()).isEqualTo(300);
        assertThat(back.takeChanged()).isFalse();
    }
}

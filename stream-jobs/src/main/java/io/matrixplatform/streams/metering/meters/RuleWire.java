package io.matrixplatform.streams.metering.meters;

import static io.matrixplatform.streams.platform.Wire.readNumber;
import static io.matrixplatform.streams.platform.Wire.readPresentText;
import static io.matrixplatform.streams.platform.Wire.readText;
import static io.matrixplatform.streams.platform.Wire.writeNumber;
import static io.matrixplatform.streams.platform.Wire.writeText;

import io.matrixplatform.model.metering.folds.Aggregation;
import io.matrixplatform.model.metering.folds.Folding;
import io.matrixplatform.model.metering.measures.Expression;
import io.matrixplatform.model.metering.measures.FieldFilter;
import io.matrixplatform.model.metering.measures.MeterRule;
import io.matrixplatform.streams.platform.Wire;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** How a rule stands on the wire, and a folding there and in state. */
final class RuleWire {
    private RuleWire() {}

    static void write(@Nullable MeterRule rule, DataOutputView out) throws IOException {
        out.writeBoolean(rule != null);
        if (rule == null) {
            return;
        }
        writeText(rule.valueField(), out);
        Expression expression = rule.expression();
        writeText(expression == null ? null : expression.toString(), out);
        writeFolding(rule.folding(), out);
        writeNumber(rule.filters().size(), out);
        for (FieldFilter filter : rule.filters()) {
            writeText(filter.field(), out);
            writeText(filter.operator().name(), out);
            writeNumber(filter.values().size(), out);
            for (String value : filter.values()) {
                writeText(value, out);
            }
        }
    }

    static @Nullable MeterRule read(DataInputView in) throws IOException {
        if (!in.readBoolean()) {
            return null;
        }
        String valueField = readText(in);
        String expression = readText(in);
        Folding folding = readFolding(in);
        List<FieldFilter> filters = new ArrayList<>();
        for (long left = readNumber(in); left > 0; left--) {
            filters.add(readFilter(in));
        }
        return new MeterRule(filters, valueField, expression == null ? null : Expression.parse(expression), folding);
    }

    private static FieldFilter readFilter(DataInputView in) throws IOException {
        String field = readPresentText(in);
        FieldFilter.Operator operator = FieldFilter.Operator.valueOf(readPresentText(in));
        Set<String> values = new HashSet<>();
        for (long left = readNumber(in); left > 0; left--) {
            values.add(readPresentText(in));
        }
        return new FieldFilter(field, operator, values);
    }

    /** One byte where there is none; its one number is the percentile, or the seconds that a sample holds. */
    static void writeFolding(@Nullable Folding folding, DataOutputView out) throws IOException {
        writeText(folding == null ? null : folding.aggregation().name(), out);
        if (folding != null) {
            Duration hold = folding.hold();
            Wire.writeDecimal(hold == null ? folding.percentile() : BigDecimal.valueOf(hold.toSeconds()), out);
        }
    }

    static @Nullable Folding readFolding(DataInputView in) throws IOException {
        String aggregation = readText(in);
        if (aggregation == null) {
            return null;
        }
        Aggregation known = Aggregation.valueOf(aggregation);
        BigDecimal number = Wire.readDecimal(in);
        return known == Aggregation.TIME_WEIGHTED_SUM && number != null
                ? Folding.sampled(Duration.ofSeconds(number.longValueExact()))
                : new Folding(known, number);
    }
}

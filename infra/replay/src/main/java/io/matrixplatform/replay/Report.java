package io.matrixplatform.replay;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.matrixplatform.replay.counting.Reconciliation;
import io.matrixplatform.replay.counting.Stage;
import io.matrixplatform.replay.counting.Totals;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** A reconciliation as a table for people, or as JSON for programs. */
public final class Report {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private static final int FIRST_COLUMN = 15;
    private static final int NARROWEST = 12;

    private final Reconciliation result;

    public Report(Reconciliation result) {
        this.result = result;
    }

    /** @param verbose with a table for each tenant */
    public String table(boolean verbose) {
        StringBuilder text = new StringBuilder();
        table(text, "run " + result.run(), Stage::total);
        if (verbose) {
            for (String tenant : result.stages().get(0).byTenant().keySet()) {
                table(text.append('\n'), tenant, stage -> stage.of(tenant));
            }
        }
        Totals late = result.lateLane().total();
        text.append(String.format(
                Locale.ROOT,
                "late: %,d calls, %,d input and %,d output tokens are in the late lane, %,d calls are late by their times%n",
                late.calls(),
                late.inputTokens(),
                late.outputTokens(),
                result.lateByRule().total().calls()));
        text.append(String.format(Locale.ROOT, "repeats in the raw log: %,d%n", result.repeats()));
        if (verbose) {
            result.comparisons().forEach(one -> text.append(one).append('\n'));
        }
        text.append(String.format(
                Locale.ROOT,
                "conflicts, quarantine and aggregations: %,d figures compared%n",
                result.comparisons().size()));
        List<String> faults = result.faults();
        faults.forEach(fault -> text.append("NOT BALANCED: ").append(fault).append('\n'));
        if (faults.isEmpty()) {
            text.append("balanced: every unit is in every stage exactly once\n");
        }
        return text.toString();
    }

    String json() {
        ObjectNode report = JSON.createObjectNode();
        report.put("run", result.run());
        report.put("balanced", result.isBalanced());
        ArrayNode stages = report.putArray("stages");
        result.stages().forEach(stage -> add(stages.addObject(), stage));
        ArrayNode late = report.putArray("late");
        add(late.addObject(), result.lateByRule());
        add(late.addObject(), result.lateLane());
        report.put("repeats", result.repeats());
        report.set("comparisons", JSON.valueToTree(result.comparisons()));
        ArrayNode faults = report.putArray("faults");
        result.faults().forEach(faults::add);
        return report.toPrettyString() + "\n";
    }

    private void table(StringBuilder text, String title, Function<Stage, Totals> of) {
        text.append(title).append('\n').append(" ".repeat(FIRST_COLUMN));
        result.stages().forEach(stage -> text.append(cell(stage.name(), stage)));
        text.append('\n');
        row(text, "calls", of, Totals::calls);
        row(text, "input tokens", of, Totals::inputTokens);
        row(text, "output tokens", of, Totals::outputTokens);
    }

    private void row(StringBuilder text, String unit, Function<Stage, Totals> of, ToLongFunction<Totals> column) {
        text.append("  ").append(unit).append(" ".repeat(FIRST_COLUMN - 2 - unit.length()));
        result.stages().forEach(stage -> {
            long value = column.applyAsLong(of.apply(stage));
            text.append(cell(String.format(Locale.ROOT, "%,d", value), stage));
        });
        text.append('\n');
    }

    /** Right-aligned below the stage's name. */
    private static String cell(String content, Stage stage) {
        int width = Math.max(stage.name().length(), NARROWEST) + 3;
        return " ".repeat(Math.max(1, width - content.length())) + content;
    }

    private static void add(ObjectNode node, Stage stage) {
        put(node.put("name", stage.name()), stage.total());
        ObjectNode tenants = node.putObject("tenants");
        stage.byTenant().forEach((tenant, totals) -> put(tenants.putObject(tenant), totals));
    }

    private static void put(ObjectNode node, Totals totals) {
        node.put("calls", totals.calls());
        node.put("input_tokens", totals.inputTokens());
        node.put("output_tokens", totals.outputTokens());
    }
}

package io.matrixplatform.api.catalog.usagerules;

import static io.matrixplatform.api.platform.problems.ProblemType.USAGE_RULE_EXISTS;
import static io.matrixplatform.api.platform.problems.ProblemType.USAGE_RULE_NOT_FOUND;

import io.matrixplatform.api.access.audit.AuditEvent;
import io.matrixplatform.api.access.audit.AuditLog;
import io.matrixplatform.api.access.callers.Actor;
import io.matrixplatform.api.catalog.meters.Meters;
import io.matrixplatform.api.platform.Platform;
import io.matrixplatform.api.platform.http.Cursor;
import io.matrixplatform.api.platform.http.IfMatch;
import io.matrixplatform.api.platform.http.Page;
import io.matrixplatform.api.platform.http.PageRequest;
import io.matrixplatform.api.platform.outbox.Outbox;
import io.matrixplatform.api.platform.problems.ProblemException;
import io.matrixplatform.events.Topics;
import io.matrixplatform.events.catalog.UsageRuleState;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Rules by model, the operator's: define, change, retire, look up. Thread-safe. */
public final class UsageRules {
    private static final int HISTORY_MAX = 10_000;

    /** Limits that the providers state; of any other model what no model can do. */
    private static final Map<String, WantedRule> SEEDS = Map.of(
            UsageRule.EVERY_MODEL,
            new WantedRule(10_000_000L, 1_000_000L, null, true, false, false),
            "gpt-4o",
            new WantedRule(null, 16_384L, 128_000L, true, false, false),
            "gpt-4o-mini",
            new WantedRule(null, 16_384L, 128_000L, true, false, false),
            "claude-sonnet-4",
            new WantedRule(null, 64_000L, 1_000_000L, true, false, false),
            "llama-3.3-70b",
            new WantedRule(null, null, 131_072L, true, false, false));

    private final Jdbi jdbi;
    private final Outbox<UsageRuleState> outbox;
    private final AuditLog audit;
    private final InstantSource clock;

    public UsageRules(Platform platform, AuditLog audit) {
        this.jdbi = platform.jdbi();
        this.outbox = new Outbox<>(Topics.CATALOG_USAGE_RULE_STATE, platform.registry());
        this.audit = audit;
        this.clock = platform.clock();
    }

    /** Defines the rules that an installation begins with; of a model that ever had one, nothing. */
    public void defineSeeds() {
        SEEDS.forEach((model, wanted) -> jdbi.useTransaction(transaction -> {
            if (newest(transaction, model).isEmpty()) {
                begin(transaction, Actor.PLATFORM, model, wanted, null);
            }
        }));
    }

    /** @throws ProblemException {@code USAGE_RULE_EXISTS} */
    UsageRule define(Actor actor, NewUsageRule wanted) {
        return jdbi.inTransaction(transaction -> {
            UsageRule before = newest(transaction, wanted.model()).orElse(null);
            if (before != null && before.effectiveUntil() == null) {
                throw new ProblemException(USAGE_RULE_EXISTS, "the model " + wanted.model() + " has a rule: change it");
            }
            return begin(transaction, actor, wanted.model(), wanted.rule(), before);
        });
    }

    /**
     * Ends the version that is in force where the new one begins.
     *
     * @throws ProblemException {@code USAGE_RULE_NOT_FOUND}, {@code PRECONDITION_FAILED}
     */
    UsageRule change(Actor actor, String model, IfMatch match, WantedRule wanted) {
        return jdbi.inTransaction(transaction -> {
            UsageRule before = inForce(transaction, model);
            match.demand(before.version());
            return begin(transaction, actor, model, wanted, before);
        });
    }

    /**
     * From a full minute ahead on the model is under the rule of every model, and that one's models under none.
     *
     * @throws ProblemException {@code USAGE_RULE_NOT_FOUND}, {@code PRECONDITION_FAILED}
     */
    void retire(Actor actor, String model, IfMatch match) {
        jdbi.useTransaction(transaction -> {
            UsageRule before = inForce(transaction, model);
            match.demand(before.version());
            UsageRule after = end(transaction, before, Meters.fullMinuteAhead(clock.instant()));
            audit.append(transaction, new AuditEvent(actor, null, "usage-rule.retired", model, before, after));
        });
    }

    /** @throws ProblemException {@code USAGE_RULE_NOT_FOUND} */
    UsageRule get(String model) {
        return jdbi.withExtension(UsageRuleDao.class, dao -> dao.find(model)).orElseThrow(() -> notFound(model));
    }

    /** Those in force or to come, in order of their models. */
    Page<UsageRule> list(PageRequest request) {
        @Nullable String after = request.after(1, cursor -> cursor.key().get(0)).orElse(null);
        List<UsageRule> rows = jdbi.withExtension(UsageRuleDao.class, dao -> dao.list(after, request.rowsToRead()));
        return Page.of(rows, request, last -> Cursor.of(last.model()));
    }

    /** Every version there ever was. */
    public List<UsageRule> history() {
        return jdbi.withExtension(UsageRuleDao.class, dao -> dao.history(HISTORY_MAX));
    }

    private UsageRule begin(
            Handle transaction, Actor actor, String model, WantedRule wanted, @Nullable UsageRule before) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant from = Meters.fullMinuteAhead(now);
        UsageRule after = wanted.version(model, before == null ? 1 : before.version() + 1, from, now);
        if (before != null && before.effectiveUntil() == null) {
            end(transaction, before, from);
        }
        if (!transaction.attach(UsageRuleDao.class).insert(after)) {
            throw new ProblemException(USAGE_RULE_EXISTS, "somebody else has just defined it");
        }
        announce(transaction, after);
        String action = before == null ? "usage-rule.defined" : "usage-rule.changed";
        audit.append(transaction, new AuditEvent(actor, null, action, model, before, after));
        return after;
    }

    private UsageRule end(Handle transaction, UsageRule rule, Instant at) {
        UsageRule ended = rule.until(at);
        transaction.attach(UsageRuleDao.class).end(ended);
        announce(transaction, ended);
        return ended;
    }

    private void announce(Handle transaction, UsageRule rule) {
        UsageRuleState state = UsageRuleState.newBuilder()
                .setModel(rule.model())
                .setVersion(rule.version())
                .setEffectiveFrom(rule.effectiveFrom())
                .setEffectiveUntil(rule.effectiveUntil())
                .setMaxInputTokens(rule.maxInputTokens())
                .setMaxOutputTokens(rule.maxOutputTokens())
                .setMaxContextTokens(rule.maxContextTokens())
                .setPartsWithinWhole(rule.partsWithinWhole())
                .setHoldEstimated(rule.holdEstimated())
                .setRequireUsage(rule.requireUsage())
                .build();
        outbox.append(transaction, rule.model() + "/" + rule.version(), state);
    }

    private static Optional<UsageRule> newest(Handle transaction, String model) {
        return transaction.attach(UsageRuleDao.class).newestToChange(model);
    }

    private static UsageRule inForce(Handle transaction, String model) {
        return newest(transaction, model)
                .filter(rule -> rule.effectiveUntil() == null)
                .orElseThrow(() -> notFound(model));
    }

    private static ProblemException notFound(String model) {
        return new ProblemException(USAGE_RULE_NOT_FOUND, "the model " + model + " has no rule of its own");
    }
}

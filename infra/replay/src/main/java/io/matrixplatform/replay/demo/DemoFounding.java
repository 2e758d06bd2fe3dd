package io.matrixplatform.replay.demo;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.matrixplatform.replay.platform.Narrator;
import io.matrixplatform.replay.runs.Demo;
import io.matrixplatform.replay.runs.DemoTenant;
import io.matrixplatform.replay.runs.DemoUser;
import io.matrixplatform.replay.runs.RunKey;
import io.matrixplatform.replay.runs.Runs;
import io.matrixplatform.replay.stack.Api;
import io.matrixplatform.replay.stack.Endpoints;
import io.matrixplatform.replay.stack.JsonHttp;
import io.matrixplatform.replay.stack.MailOutbox;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Founds what a demo shows, once: the next demo on the same stack finds it again. */
public final class DemoFounding {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final List<String> NAMES =
            List.of("Northwind Assistants", "Lumen Code Labs", "Harbor Clinics", "Atlas Freight", "Quill Press");
    private static final List<String> PLANS = List.of("enterprise", "pro", "free");

    /** The last ones stay idle: {@link SampleTraffic#KEYS_IN_USE} are used. */
    private static final List<String> KEY_NAMES =
            List.of("backend", "mobile app", "nightly batch", "staging", "old laptop");

    private static final Map<String, String> PEOPLE =
            Map.of("owner", "Olivia Owner", "developer", "Dev Developer", "finance", "Fiona Finance");
    private static final List<String> ROLES = List.of("owner", "developer", "finance");
    private static final String PASSWORD_DIGITS = "abcdefghijkmnpqrstuvwxyz23456789";

    private final Api api;
    private final MailOutbox outbox;
    private final Runs runs;
    private final InstantSource clock;
    private final Narrator narrator;
    private final SecureRandom random = new SecureRandom();

    public DemoFounding(Endpoints endpoints, Path state, InstantSource clock, Narrator narrator) {
        this.api = new Api(endpoints, new JsonHttp(PATIENCE));
        this.outbox = new MailOutbox(state);
        this.runs = new Runs(state);
        this.clock = clock;
        this.narrator = narrator;
    }

    /** What the last demo founded, and as many tenants more as are missing. */
    public Demo found(int tenants) throws IOException {
        Demo demo = lastDemo();
        while (demo.tenants().size() < tenants) {
            List<DemoTenant> more = new ArrayList<>(demo.tenants());
            more.add(foundTenant(more.size()));
            demo = new Demo(more);
            // After each: what was founded is found again even if the next one fails.
            runs.keepDemo(demo);
        }
        return demo;
    }

    private Demo lastDemo() throws IOException {
        try {
            return runs.findDemo().orElseGet(() -> new Demo(List.of()));
        } catch (MismatchedInputException older) {
            narrator.say("what an earlier version of the demo founded is left alone");
            return new Demo(List.of());
        }
    }

    private DemoTenant foundTenant(int number) throws IOException {
        String name = number < NAMES.size() ? NAMES.get(number) : "Tenant " + (number + 1);
        String plan = PLANS.get(number % PLANS.size());
        narrator.update(() -> "founding " + name);
        String founding = "demo-" + clock.millis() + "-" + number;
        String tenant = api.foundTenant(name, founding);
        if (!plan.equals("free")) {
            api.changePlan(tenant, plan, founding + "-plan");
        }
        api.defineMeter(tenant, pages(), founding + "-meter");
        List<RunKey> keys = new ArrayList<>();
        for (String key : KEY_NAMES) {
            keys.add(api.mintKey(
                    tenant, key, List.of("inference", "usage:write", "usage:read"), founding + "-key-" + keys.size()));
        }
        return new DemoTenant(tenant, name, plan, keys, people(tenant, name, founding));
    }

    private List<DemoUser> people(String tenant, String tenantName, String founding) throws IOException {
        String domain = tenantName
                        .toLowerCase(Locale.ROOT)
                        .replace("tenant ", "tenant-")
                        .split(" ", 2)[0] + ".example";
        // Keeps two demos on one database apart.
        String suffix = Long.toString(clock.instant().getEpochSecond(), Character.MAX_RADIX);
        List<DemoUser> people = new ArrayList<>();
        for (String role : ROLES) {
            String email = role + "-" + suffix + "@" + domain;
            DemoUser user = new DemoUser(email, PEOPLE.getOrDefault(role, role), role, password());
            api.invite(tenant, email, role, founding + "-invitation-" + role);
            api.acceptInvitation(
                    outbox.awaitInvitation(email), user.name(), user.password(), founding + "-acceptance-" + role);
            people.add(user);
        }
        return people;
    }

    private static Map<String, ?> pages() {
        return Map.of(
                "key", "documents.pages",
                "event_type", SampleEvent.DOCUMENT,
                "aggregation", "SUM",
                "value_field", "pages",
                "dimensions", List.of("language", "ocr"),
                "unit", "pages",
                "description", "Pages of documents that were read");
    }

    private String password() {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            password.append(i > 0 && i % 5 == 0 ? "-" : "")
                    .append(PASSWORD_DIGITS.charAt(random.nextInt(PASSWORD_DIGITS.length())));
        }
        return password.toString();
    }
}

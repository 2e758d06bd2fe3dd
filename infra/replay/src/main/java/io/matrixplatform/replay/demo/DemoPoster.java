package io.matrixplatform.replay.demo;

import io.matrixplatform.replay.runs.DemoTenant;
import io.matrixplatform.replay.runs.DemoUser;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a person needs to look at the demo.
 *
 * @param operatorEmail empty when the environment names no operator
 */
public record DemoPoster(URI api, String operatorEmail, String operatorPassword, List<DemoTenant> tenants) {
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("console   " + api.resolve("/console/"));
        lines.add("");
        if (!operatorEmail.isEmpty()) {
            lines.add(line("operator", "sees every tenant", operatorEmail, operatorPassword));
        }
        for (DemoTenant tenant : tenants) {
            for (DemoUser user : tenant.users()) {
                lines.add(line(user.role(), tenant.name() + ", " + tenant.plan(), user.email(), user.password()));
            }
        }
        lines.add("");
        return lines;
    }

    private static String line(String role, String of, String email, String password) {
        return String.format(Locale.ROOT, "%-10s %-34s %-36s %s", role, of, email, password);
    }
}

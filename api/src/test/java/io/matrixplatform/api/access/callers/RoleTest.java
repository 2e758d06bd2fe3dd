package io.matrixplatform.api.access.callers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RoleTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            admin     | inference usage:write usage:read keys:read keys:write meters:write team:read team:write \
            subscription:read security:read security:write audit:read
            developer | inference usage:write usage:read keys:read keys:write meters:write team:read subscription:read
            finance   | usage:read subscription:read subscription:write audit:read team:read
            viewer    | usage:read keys:read team:read subscription:read
            """)
    void mayDoWhatTheTableSays(String role, String scopes) {
        Set<Scope> listed = Arrays.stream(scopes.split(" "))
                .map(scope -> Scope.parse(scope).orElseThrow())
                .collect(Collectors.toSet());

        assertThat(Role.parse(role).orElseThrow().scopes()).isEqualTo(listed);
    }

    @Test
    void theOwnerMayDoEverything() {
        assertThat(Role.OWNER.scopes()).containsExactlyInAnyOrder(Scope.values());
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void isCoveredByItselfAndTheOwner(Role role) {
        assertThat(role.covers(role)).isTrue();
        assertThat(Role.OWNER.covers(role)).isTrue();
    }

    @Test
    void coversNoRoleThatMayDoMore() {
        assertThat(Role.ADMIN.covers(Role.OWNER)).isFalse();
        assertThat(Role.ADMIN.covers(Role.FINANCE)).isFalse();
        assertThat(Role.ADMIN.covers(Role.DEVELOPER)).isTrue();
        assertThat(Role.FINANCE.covers(Role.VIEWER)).isFalse();
    }
}

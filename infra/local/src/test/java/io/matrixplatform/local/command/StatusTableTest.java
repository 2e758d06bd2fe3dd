package io.matrixplatform.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.matrixplatform.local.command.StatusTable.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusTableTest {
    @Test
    void alignsNumbersRightAndAddsUpTheMemory() {
        String table = StatusTable.of(List.of(
                new Row("kafka", "ready", 4711, 19092, 300 << 10, "127.0.0.1:19092", ""),
                new Row("taskmanager", "restarting", 0, 0, 0, "", "ended by signal 9"),
                new Row("api", "ready", 12, 18070, (20 << 10) + 1023, "http://127.0.0.1:18070", "restarted 2x")));

        assertThat(table).isEqualTo("""
                        PART         STATE        PID   PORT   MEMORY  ADDRESS
                        kafka        ready       4711  19092  300 MiB  127.0.0.1:19092
                        taskmanager  restarting     -      -        -  -                       ended by signal 9
                        api          ready         12  18070   20 MiB  http://127.0.0.1:18070  restarted 2x
                        total                                 320 MiB
                        """);
    }
}

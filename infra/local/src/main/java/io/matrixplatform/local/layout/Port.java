package io.matrixplatform.local.layout;

/** Every port the stack listens on, with its number in a stack without offset. */
public enum Port {
    POSTGRESQL(15432),
    KAFKA(19092),
    KAFKA_CONTROLLER(19093),
    REGISTRY(18081),
    ZOOKEEPER(2191),
    PINOT_CONTROLLER(9100),
    PINOT_BROKER(8199),
    PINOT_SERVER(8198),
    PINOT_SERVER_ADMIN(8197),
    FLINK_REST(18083),
    FLINK_RPC(16123),
    FLINK_BLOB(16124),
    JOB_MANAGER_METRICS(16125),
    TASK_MANAGER_METRICS(16126),
    STANDBY_METRICS(16127),
    INGEST(18080),
    SANDBOX(18090),
    API(18070),
    API_ADMIN(18071);

    final int base;

    Port(int base) {
        this.base = base;
    }
}

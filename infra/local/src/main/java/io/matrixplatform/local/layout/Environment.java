package io.matrixplatform.local.layout;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What every part of the platform is told about where the others are: the {@code MATRIX_…} variables. */
public final class Environment {
    public static final String DATABASE = "matrix";
    public static final String DATABASE_USER = "matrix";
    public static final String OPERATOR_EMAIL = "operator@localhost";

    private final Folders folders;
    private final Ports ports;
    private final Secrets secrets;

    public Environment(Folders folders, Ports ports) {
        this.folders = folders;
        this.ports = ports;
        this.secrets = new Secrets(folders.run());
    }

    /** For tools that stand outside the stack: where everything is, and the operator's token. */
    public Map<String, String> forTools() throws IOException {
        Map<String, String> all = new LinkedHashMap<>(folders.environment());
        all.put("MATRIX_PORT_OFFSET", Integer.toString(ports.offset()));
        all.put("MATRIX_KAFKA_BOOTSTRAP", ports.address(Port.KAFKA));
        all.put("MATRIX_REGISTRY_URL", ports.registryUrl());
        all.put("MATRIX_POSTGRES_URL", jdbcUrl(DATABASE));
        all.put("MATRIX_POSTGRES_USER", DATABASE_USER);
        all.put("MATRIX_POSTGRES_PASSWORD", secrets.postgresPassword());
        all.put("MATRIX_PINOT_BROKER", ports.address(Port.PINOT_BROKER));
        all.put("MATRIX_PINOT_CONTROLLER", ports.address(Port.PINOT_CONTROLLER));
        all.put("MATRIX_FLINK_URL", ports.url(Port.FLINK_REST));
        all.put("MATRIX_INGEST_HOST", Ports.HOST);
        all.put("MATRIX_INGEST_PORT", Integer.toString(ports.of(Port.INGEST)));
        all.put("MATRIX_DOOR_URL", ports.url(Port.INGEST));
        // Models may be served on this machine: by the sandbox, or by a server of one's own.
        all.put("MATRIX_PRIVATE_UPSTREAMS", "true");
        all.put("MATRIX_SANDBOX_URL", ports.url(Port.SANDBOX) + "/v1");
        all.put("MATRIX_API_HOST", Ports.HOST);
        all.put("MATRIX_API_PORT", Integer.toString(ports.of(Port.API)));
        all.put("MATRIX_API_ADMIN_PORT", Integer.toString(ports.of(Port.API_ADMIN)));
        all.put("MATRIX_PUBLIC_URL", ports.url(Port.API));
        all.put("MATRIX_OPERATOR_TOKEN", secrets.operatorToken());
        all.put("MATRIX_OPERATOR_EMAIL", OPERATOR_EMAIL);
        all.put("MATRIX_OPERATOR_PASSWORD", secrets.operatorPassword());
        return all;
    }

    /** The same for a part of the stack, with a folder of its own. */
    public Map<String, String> forPart(String part) throws IOException {
        Map<String, String> all = forTools();
        all.put("MATRIX_DATA_DIR", folders.data(part).toString());
        return all;
    }

    /** The same for the door, which the console's playground calls from its own pages. */
    public Map<String, String> forIngest(String part) throws IOException {
        Map<String, String> all = forPart(part);
        int api = ports.of(Port.API);
        // A browser takes the two names of this machine for two origins.
        all.put("MATRIX_CORS_ORIGINS", ports.url(Port.API) + ",http://localhost:" + api);
        return all;
    }

    /** The same for api, which alone encrypts what it stores. */
    public Map<String, String> forApi(String part) throws IOException {
        Map<String, String> all = forPart(part);
        all.put("MATRIX_INSTALLATION_KEY", secrets.installationKey());
        // One tool with one credential stands for many clients here.
        all.put("MATRIX_REQUESTS_PER_MINUTE", "600000");
        all.put("MATRIX_REQUESTS_BURST", "20000");
        return all;
    }

    /** Of a process that runs the tasks of jobs, and rehearses one before. */
    public Map<String, String> forTaskProcess() {
        return Map.of("MATRIX_KAFKA_BOOTSTRAP", ports.address(Port.KAFKA), "MATRIX_REGISTRY_URL", ports.registryUrl());
    }

    /** Of the sandbox of models, which stands for somebody else's servers and is told nothing of ours. */
    public Map<String, String> forSandbox() {
        return Map.of(
                "MATRIX_SANDBOX_HOST", Ports.HOST, "MATRIX_SANDBOX_PORT", Integer.toString(ports.of(Port.SANDBOX)));
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + ports.address(Port.POSTGRESQL) + "/" + database;
    }
}

package io.matrixplatform.local.layout;

/**
 * The ports of one stack: the documented ones, moved by an offset, so that two stacks can stand side by side.
 *
 * @param offset added to every port; 0 for the main stack
 */
public record Ports(int offset) {
    /** The loopback address everything listens on. */
    public static final String HOST = "127.0.0.1";

    private static final int LARGEST_PORT = 65_535;

    public Ports {
        for (Port port : Port.values()) {
            int number = port.base + offset;
            if (number < 1 || number > LARGEST_PORT) {
                throw new IllegalArgumentException(
                        "port offset " + offset + " moves " + port + " to " + number + ", which is no port");
            }
        }
    }

    public int of(Port port) {
        return port.base + offset;
    }

    /** For example {@code 127.0.0.1:19092}. */
    public String address(Port port) {
        return HOST + ":" + of(port);
    }

    /** For example {@code http://127.0.0.1:18080}. */
    public String url(Port port) {
        return "http://" + address(port);
    }

    /** Base address of the Confluent API of the schema registry. */
    public String registryUrl() {
        return url(Port.REGISTRY) + "/apis/ccompat/v7";
    }
}

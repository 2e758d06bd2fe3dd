package io.matrixplatform.local.server.pinot;

import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.pinot.broker.broker.helix.HelixBrokerStarter;
import org.apache.pinot.controller.ControllerStarter;
import org.apache.pinot.server.starter.helix.HelixServerStarter;
import org.apache.pinot.spi.env.PinotConfiguration;
import org.apache.pinot.spi.plugin.PluginManager;
import org.apache.pinot.spi.services.ServiceStartable;

/** Runs all of Pinot in this process, set up by one file in which the role stands before each setting. */
public final class PinotMain {
    private PinotMain() {}

    /** @param args the settings file */
    public static void main(String[] args) throws Exception {
        try {
            run(Path.of(args[0]));
        } catch (Exception | Error failure) {
            // The roles leave threads behind that are no daemons: the process would go on as half a Pinot.
            failure.printStackTrace();
            System.exit(1);
        }
    }

    private static void run(Path file) throws Exception {
        Properties settings = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            settings.load(in);
        }
        ZooKeeper coordination = ZooKeeper.start(
                required(settings, "zookeeper.host"),
                Integer.parseInt(required(settings, "zookeeper.port")),
                Path.of(required(settings, "zookeeper.dir")));
        PluginManager.get().init();
        ServiceStartable controller = start(new ControllerStarter(), of("controller.", settings));
        CompletableFuture<ServiceStartable> broker = CompletableFuture.supplyAsync(
                () -> startInBackground(new HelixBrokerStarter(), of("broker.", settings)));
        ServiceStartable server = start(new HelixServerStarter(), of("server.", settings));
        List<ServiceStartable> inStopOrder = List.of(server, broker.join(), controller);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            inStopOrder.forEach(ServiceStartable::stop);
            coordination.stop();
        }));
    }

    private static String required(Properties settings, String name) {
        String value = settings.getProperty(name);
        if (value == null) {
            throw new IllegalArgumentException("the settings lack " + name);
        }
        return value;
    }

    private static Map<String, Object> of(String role, Properties settings) {
        Map<String, Object> found = new HashMap<>();
        settings.stringPropertyNames().stream()
                .filter(name -> name.startsWith(role))
                .forEach(name -> found.put(name.substring(role.length()), settings.getProperty(name)));
        return found;
    }

    private static ServiceStartable startInBackground(ServiceStartable role, Map<String, Object> settings) {
        try {
            return start(role, settings);
        } catch (Exception failure) {
            throw new CompletionException(failure);
        }
    }

    private static ServiceStartable start(ServiceStartable role, Map<String, Object> settings) throws Exception {
        role.init(new PinotConfiguration(settings));
        role.start();
        return role;
    }
}

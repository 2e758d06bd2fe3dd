package io.matrixplatform.api.console;

import io.dropwizard.core.setup.Environment;

/** Wires the console: its files and its settings. */
public final class ConsoleModule {
    public ConsoleModule(ConsoleConfig config, Environment environment) {
        environment
                .servlets()
                .addServlet("console", new ConsoleServlet(ConsoleFiles.load(), config.doorOrigin()))
                .addMapping(ConsoleServlet.MAPPINGS);
        environment.jersey().register(new SettingsResource(config));
    }
}

package io.matrixplatform.local.server;

import io.matrixplatform.local.layout.ClassPath;
import io.matrixplatform.local.layout.Environment;
import io.matrixplatform.local.layout.Folders;
import io.matrixplatform.local.layout.OwnJars;
import io.matrixplatform.local.layout.Ports;
import io.matrixplatform.local.layout.Template;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What every part of a stack is built on. */
record Ground(Folders folders, Ports ports, Environment environment, OwnJars jars, HttpClient http) {
    /** Writes a part's settings file from the template of the same name and answers where it is. */
    Path settings(String part, String template, Map<String, String> values) throws IOException {
        Path file = folders.settings(part).resolve(template);
        Files.createDirectories(file.getParent());
        Files.writeString(file, Template.resource(template).fill(values));
        return file;
    }

    /** Writes a part's logging settings: warnings, and {@code loggers} as said. */
    String logging(String part, String... loggersAtInfo) throws IOException {
        StringBuilder loggers = new StringBuilder();
        for (String logger : loggersAtInfo) {
            loggers.append("        <Logger name=\"").append(logger).append("\" level=\"info\"/>\n");
        }
        Path file = settings(part, "log4j2.xml", Map.of("level", "warn", "loggers", loggers.toString()));
        return "-Dlog4j2.configurationFile=" + file.toUri();
    }

    ClassPath server(String name) {
        return jars.classPath("infra/local/servers/" + name);
    }
}

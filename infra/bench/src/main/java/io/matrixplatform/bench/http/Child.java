package io.matrixplatform.bench.http;

import io.matrixplatform.local.layout.ClassPath;
import io.matrixplatform.local.server.Jvm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A server of a benchmark's own in a process of its own, of this class path, with the heap of the door. */
public final class Child implements AutoCloseable {
    private static final Duration LISTENS_WITHIN = Duration.ofSeconds(60);

    private final Process process;
    private final Thread lastResort;

    private Child(Process process) {
        this.process = process;
        this.lastResort = new Thread(process::destroyForcibly, "child");
    }

    /** @param arguments of its main class, of which the first is the port that it listens on */
    public static Child start(Class<?> main, Path log, int port, String... arguments)
            throws IOException, InterruptedException {
        String[] all = new String[arguments.length + 1];
        all[0] = Integer.toString(port);
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        Child child = new Child(
                new ProcessBuilder(new Jvm(new ClassPath(System.getProperty("java.class.path")), main.getName())
                                .with("-Xmn96m", "-Xms160m", "-Xmx384m", "-XX:MaxDirectMemorySize=128m")
                                .command(all))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start());
        Runtime.getRuntime().addShutdownHook(child.lastResort);
        child.awaitPort(port, log);
        return child;
    }

    public ProcessHandle process() {
        return process.toHandle();
    }

    private void awaitPort(int port, Path log) throws InterruptedException {
        long end = System.nanoTime() + LISTENS_WITHIN.toNanos();
        while (!isOpen(port)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException("nothing listens on " + port + ", see " + log);
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static boolean isOpen(int port) {
        try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return probe.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
        Runtime.getRuntime().removeShutdownHook(lastResort);
    }
}

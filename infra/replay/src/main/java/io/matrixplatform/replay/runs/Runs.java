package io.matrixplatform.replay.runs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** The runs of one stack, and what its demo founded, kept in its state folder. */
public final class Runs {
    private static final Pattern ID = Pattern.compile("[0-9a-z-]{1,40}");

    private final Path folder;

    /** @param state folder of the stack, {@code .matrix} */
    public Runs(Path state) {
        folder = state.resolve("replays");
    }

    public void keep(Run run) throws IOException {
        file(run.id()).write(run);
    }

    public Optional<Run> find(String id) throws IOException {
        return ID.matcher(id).matches() ? file(id).read(Run.class) : Optional.empty();
    }

    /** Where the acknowledgements to {@code run} are written. */
    public Path acknowledged(Run run) {
        return folder.resolve(run.id() + ".acknowledged");
    }

    /** Where the events of {@code run} are written down, for whoever wants to compute offline what they come to. */
    public Path events(Run run) {
        return folder.resolve(run.id() + ".events");
    }

    public void keepDemo(Demo founded) throws IOException {
        demo().write(founded);
    }

    public Optional<Demo> findDemo() throws IOException {
        return demo().read(Demo.class);
    }

    private OwnerFile file(String id) {
        return new OwnerFile(folder.resolve(id + ".json"));
    }

    private OwnerFile demo() {
        return new OwnerFile(folder.resolveSibling("demo.json"));
    }
}

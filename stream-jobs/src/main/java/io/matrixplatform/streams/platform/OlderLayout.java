package io.matrixplatform.streams.platform;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Reads state that an earlier version of the job wrote. Flink writes what it read with today's serialiser. */
final class OlderLayout<T> extends StreamSerializer<T> {
    private final StreamSerializer<T> today;
    private final int layout;

    OlderLayout(StreamSerializer<T> today, int layout) {
        super(today.type());
        this.today = today;
        this.layout = layout;
    }

    @Override
    protected int layout() {
        return layout;
    }

    @Override
    public boolean isImmutableType() {
        return today.isImmutableType();
    }

    @Override
    public T copy(T value) {
        return today.copy(value);
    }

    @Override
    public T deserialize(DataInputView in) throws IOException {
        return today.deserialize(layout, in);
    }

    @Override
    public void serialize(T value, DataOutputView out) throws IOException {
        throw new IOException("layout " + layout + " is only read");
    }
}

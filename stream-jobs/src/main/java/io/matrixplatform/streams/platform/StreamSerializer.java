package io.matrixplatform.streams.platform;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * A serialiser written by hand: two methods, no reflection, no class names on the wire. Subclasses have no fields and a
 * public constructor without parameters; values are immutable, or {@link #copy(Object)} is overridden.
 *
 * <p>What stands in state is named by the class and the number of its layout. A layout that changes gets the next number, and
 * the older ones are read on: Flink then rewrites the state as it restores it.
 */
public abstract class StreamSerializer<T> extends TypeSerializer<T> {
    private final Class<T> type;

    protected StreamSerializer(Class<T> type) {
        this.type = type;
    }

    /** Counts the changes of what is written, from 1 on. */
    protected int layout() {
        return 1;
    }

    /** Reads what was written in an older layout. */
    protected T deserialize(int layout, DataInputView in) throws IOException {
        throw new IOException(getClass().getName() + " reads no layout " + layout);
    }

    final Class<T> type() {
        return type;
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public T copy(T value) {
        return value;
    }

    @Override
    public final T copy(T value, T reuse) {
        return copy(value);
    }

    @Override
    public final void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    @Override
    public final T deserialize(T reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public final TypeSerializer<T> duplicate() {
        return this;
    }

    /** Flink asks for one only where it reuses instances, which these values do not allow. */
    @Override
    public final @Nullable T createInstance() {
        return null;
    }

    @Override
    public final int getLength() {
        return -1;
    }

    @Override
    @SuppressWarnings("EqualsGetClass") // the class is all there is to compare
    public final boolean equals(@Nullable Object other) {
        return other != null && other.getClass() == getClass();
    }

    @Override
    public final int hashCode() {
        return getClass().hashCode();
    }

    @Override
    public final TypeSerializerSnapshot<T> snapshotConfiguration() {
        return new StreamSerializerSnapshot<>(this);
    }
}

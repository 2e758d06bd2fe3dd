package io.matrixplatform.streams.platform;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.util.InstantiationUtil;
import org.jspecify.annotations.Nullable;

/** What a checkpoint remembers of a {@link StreamSerializer}: its class. Flink makes it by reflection. */
public final class StreamSerializerSnapshot<T> implements TypeSerializerSnapshot<T> {
    private static final int VERSION = 1;

    private @Nullable StreamSerializer<T> serializer;

    public StreamSerializerSnapshot() {}

    StreamSerializerSnapshot(StreamSerializer<T> serializer) {
        this.serializer = serializer;
    }

    @Override
    public int getCurrentVersion() {
        return VERSION;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        out.writeUTF(serializer().getClass().getName());
    }

    @Override
    @SuppressWarnings("unchecked") // the name was written by writeSnapshot for the same T
    public void readSnapshot(int readVersion, DataInputView in, ClassLoader userCodeClassLoader) throws IOException {
        if (readVersion != VERSION) {
            throw new IOException("no serialiser snapshot of version " + readVersion + " is known");
        }
        Class<?> known = InstantiationUtil.resolveClassByName(in, userCodeClassLoader, StreamSerializer.class);
        serializer = (StreamSerializer<T>) InstantiationUtil.instantiate(known);
    }

    @Override
    public TypeSerializer<T> restoreSerializer() {
        return serializer();
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(TypeSerializerSnapshot<T> old) {
        boolean same = old instanceof StreamSerializerSnapshot<T> snapshot
                && snapshot.serializer().equals(serializer());
        return same
                ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                : TypeSerializerSchemaCompatibility.incompatible();
    }

    private StreamSerializer<T> serializer() {
        if (serializer == null) {
            throw new IllegalStateException("the snapshot was neither written nor read yet");
        }
        return serializer;
    }
}

package io.matrixplatform.streams.platform;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.util.InstantiationUtil;
import org.jspecify.annotations.Nullable;

/** What a checkpoint remembers of a {@link StreamSerializer}: its class and its layout. Flink makes it by reflection. */
public final class StreamSerializerSnapshot<T> implements TypeSerializerSnapshot<T> {
    /** Version 1 had no layout: it was the first of every class. */
    private static final int VERSION = 2;

    private @Nullable StreamSerializer<T> serializer;
    private int layout;

    public StreamSerializerSnapshot() {}

    StreamSerializerSnapshot(StreamSerializer<T> serializer) {
        this.serializer = serializer;
        this.layout = serializer.layout();
    }

    @Override
    public int getCurrentVersion() {
        return VERSION;
    }

    @Override
    public void writeSnapshot(DataOutputView out) throws IOException {
        out.writeUTF(serializer().getClass().getName());
        out.writeInt(layout);
    }

    @Override
    @SuppressWarnings("unchecked") // the name was written by writeSnapshot for the same T
    public void readSnapshot(int readVersion, DataInputView in, ClassLoader userCodeClassLoader) throws IOException {
        if (readVersion < 1 || readVersion > VERSION) {
            throw new IOException("no serialiser snapshot of version " + readVersion + " is known");
        }
        Class<?> known = InstantiationUtil.resolveClassByName(in, userCodeClassLoader, StreamSerializer.class);
        serializer = (StreamSerializer<T>) InstantiationUtil.instantiate(known);
        layout = readVersion == 1 ? 1 : in.readInt();
    }

    @Override
    public TypeSerializer<T> restoreSerializer() {
        return layout == serializer().layout() ? serializer() : new OlderLayout<>(serializer(), layout);
    }

    @Override
    public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(TypeSerializerSnapshot<T> old) {
        if (!(old instanceof StreamSerializerSnapshot<T> snapshot)) {
            return TypeSerializerSchemaCompatibility.incompatible();
        }
        boolean same = snapshot.serializer().equals(serializer());
        if (!same || snapshot.layout > layout) {
            return TypeSerializerSchemaCompatibility.incompatible();
        }
        return snapshot.layout == layout
                ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                : TypeSerializerSchemaCompatibility.compatibleAfterMigration();
    }

    private StreamSerializer<T> serializer() {
        if (serializer == null) {
            throw new IllegalStateException("the snapshot was neither written nor read yet");
        }
        return serializer;
    }
}

package io.matrixplatform.streams.platform;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** Tells Flink that a type of stream element has a {@link StreamSerializer}. */
public final class StreamType<T> extends TypeInformation<T> {
    private final StreamSerializer<T> serializer;
    private final boolean key;

    private StreamType(StreamSerializer<T> serializer, boolean key) {
        this.serializer = serializer;
        this.key = key;
    }

    public static <T> StreamType<T> of(StreamSerializer<T> serializer) {
        return new StreamType<>(serializer, false);
    }

    /** For a type that streams are keyed by: its {@code hashCode} is fixed for ever, since it places state. */
    public static <T> StreamType<T> key(StreamSerializer<T> serializer) {
        return new StreamType<>(serializer, true);
    }

    @Override
    public TypeSerializer<T> createSerializer(SerializerConfig config) {
        return serializer;
    }

    @Override
    public Class<T> getTypeClass() {
        return serializer.type();
    }

    @Override
    public boolean isKeyType() {
        return key;
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof StreamType;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StreamType<?> that && that.serializer.equals(serializer) && that.key == key;
    }

    @Override
    public int hashCode() {
        return serializer.hashCode();
    }

    @Override
    public String toString() {
        return serializer.type().getSimpleName();
    }
}

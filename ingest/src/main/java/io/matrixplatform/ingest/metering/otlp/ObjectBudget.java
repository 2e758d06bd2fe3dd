package io.matrixplatform.ingest.metering.otlp;

import static io.matrixplatform.ingest.platform.ProblemType.REQUEST_TOO_LARGE;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import io.matrixplatform.ingest.platform.ProblemException;
import java.io.IOException;

/**
 * How many objects one request may be made into. A message of two bytes becomes an object of eighty: a body within its bounds
 * could fill the memory.
 */
final class ObjectBudget {
    private static final int NESTING_MAX = 64;

    private final int max;
    private int spent;

    ObjectBudget(int max) {
        this.max = max;
    }

    /** @throws ProblemException {@code REQUEST_TOO_LARGE} */
    void spendOne() {
        if (++spent > max) {
            throw new ProblemException(
                    REQUEST_TOO_LARGE, "the request holds too many messages; have the exporter send smaller batches");
        }
    }

    /**
     * Spends what a message will take, without making any of it.
     *
     * @param in to be read to its end
     * @throws ProblemException {@code REQUEST_TOO_LARGE}
     */
    void spend(Descriptor type, CodedInputStream in) throws IOException {
        spend(type, in, 1);
    }

    private void spend(Descriptor type, CodedInputStream in, int depth) throws IOException {
        if (depth > NESTING_MAX) {
            throw new InvalidProtocolBufferException("nested too deep");
        }
        spendOne();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            FieldDescriptor field = type.findFieldByNumber(WireFormat.getTagFieldNumber(tag));
            boolean isDelimited = WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
            if (field != null && isDelimited && field.getJavaType() == JavaType.MESSAGE) {
                int outer = in.pushLimit(in.readRawVarint32());
                spend(field.getMessageType(), in, depth + 1);
                in.popLimit(outer);
                continue;
            }
            if (field != null && field.isRepeated() && !field.isPackable()) {
                spendOne();
            }
            if (!in.skipField(tag)) {
                throw new InvalidProtocolBufferException("a group ends that has not begun");
            }
        }
    }
}

package io.matrixplatform.sandbox;

import java.util.Arrays;
import java.util.Optional;

/** The models there are. */
enum SandboxModel {
    /** Answers briefly and at once. */
    SMALL("sandbox-small", Kind.TEXT),
    /** Answers at length and takes its time, as a large model does. */
    LARGE("sandbox-large", Kind.TEXT),
    EMBEDDING("sandbox-embedding", Kind.EMBEDDING);

    /** What it is asked for. */
    enum Kind {
        TEXT,
        EMBEDDING
    }

    private final String publicName;
    private final Kind kind;

    SandboxModel(String publicName, Kind kind) {
        this.publicName = publicName;
        this.kind = kind;
    }

    static Optional<SandboxModel> named(String name, Kind kind) {
        return Arrays.stream(values())
                .filter(model -> model.publicName.equals(name) && model.kind == kind)
                .findFirst();
    }

    String publicName() {
        return publicName;
    }

    Behaviour behaviour() {
        return switch (this) {
            case SMALL, EMBEDDING -> Behaviour.PROMPT;
            case LARGE -> Behaviour.PROMPT.withTokens(160).withDelays(150, 5);
        };
    }
}

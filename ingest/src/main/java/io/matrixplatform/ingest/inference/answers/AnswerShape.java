package io.matrixplatform.ingest.inference.answers;

import io.matrixplatform.model.inference.ApiDialect;
import java.util.Optional;
import java.util.Set;

/** Where the answers of a dialect, and the events of its streams, hold what a gateway looks for. */
enum AnswerShape {
    OPENAI(
            Set.of("choices"),
            Set.of("content", "text", "arguments", "refusal", "reasoning_content", "reasoning", "thinking")) {
        @Override
        Optional<Counts> read(byte[] usage, int length) {
            return UsageReader.openAi(usage, length);
        }

        @Override
        boolean tellsAll(Counts counts, boolean isOnTop) {
            return true; // of embeddings there is no output
        }

        @Override
        boolean holdsUsage(String topName) {
            return false;
        }

        @Override
        boolean isStop(String type) {
            return false; // its streams end in what is no JSON
        }
    },
    ANTHROPIC(Set.of("content", "delta", "content_block"), Set.of("text", "partial_json", "thinking")) {
        @Override
        Optional<Counts> read(byte[] usage, int length) {
            return UsageReader.anthropic(usage, length);
        }

        @Override
        boolean tellsAll(Counts counts, boolean isOnTop) {
            return isOnTop && counts.output() != Counts.UNTOLD;
        }

        @Override
        boolean holdsUsage(String topName) {
            return topName.equals("message");
        }

        @Override
        boolean isStop(String type) {
            return type.equals("message_stop");
        }
    };

    @SuppressWarnings("ImmutableEnumChecker") // a copy that nobody can change
    private final Set<String> above;

    @SuppressWarnings("ImmutableEnumChecker") // a copy that nobody can change
    private final Set<String> texts;

    /**
     * @param above members of the object below which text may stand
     * @param texts members that hold what the model wrote
     */
    AnswerShape(Set<String> above, Set<String> texts) {
        this.above = above;
        this.texts = texts;
    }

    static AnswerShape of(ApiDialect dialect) {
        return switch (dialect) {
            case OPENAI -> OPENAI;
            case ANTHROPIC -> ANTHROPIC;
        };
    }

    /** Whether there may be text below a member of the object. */
    boolean holdsText(String topName) {
        return above.contains(topName);
    }

    /** Whether a member there is such a text. */
    boolean isText(String name) {
        return texts.contains(name);
    }

    /** Empty if what it says cannot be believed. */
    abstract Optional<Counts> read(byte[] usage, int length);

    /**
     * Whether counts are of the answer as it is then, and not only of its beginning.
     *
     * @param isOnTop whether they are a member of the answer or event itself
     */
    abstract boolean tellsAll(Counts counts, boolean isOnTop);

    /** Whether a member holds a usage too, of the beginning of an answer. */
    abstract boolean holdsUsage(String topName);

    /** Whether every stream that is whole says that it is over; servers that speak OpenAI's dialect do not all. */
    boolean saysItsEnd() {
        return this == ANTHROPIC;
    }

    /** Whether an event of that type is the last. */
    abstract boolean isStop(String type);
}

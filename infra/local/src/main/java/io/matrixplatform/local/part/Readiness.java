package io.matrixplatform.local.part;

import java.util.Optional;

/** Asks a part itself whether it can do its work. Bounded: an answer comes within a few seconds. */
@FunctionalInterface
public interface Readiness {
    /** @return what still stands in the way; empty when the part is ready */
    Optional<String> obstacle();
}

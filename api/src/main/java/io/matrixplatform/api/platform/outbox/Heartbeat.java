package io.matrixplatform.api.platform.outbox;

import io.matrixplatform.events.Topic;

/**
 * A record without a value that is written every second behind everything settled, so that readers of a state topic know
 * how old their copy is.
 */
public record Heartbeat(Topic topic, String key) {}

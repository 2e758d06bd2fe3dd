package io.matrixplatform.replay.plan;

import java.util.List;

/** A model that calls are assigned to, with the route it is called by. */
public record Model(String label, String route) {
    /** The busiest first: the traces name none. */
    public static final List<Model> ALL = List.of(
            new Model("llama-3.3-70b", "/v1/chat/completions"),
            new Model("mistral-small", "/v1/chat/completions"),
            new Model("qwen-2.5-coder", "/v1/completions"),
            new Model("phi-4", "/v1/chat/completions"));
}

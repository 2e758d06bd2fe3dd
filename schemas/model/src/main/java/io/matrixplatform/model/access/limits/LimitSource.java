package io.matrixplatform.model.access.limits;

/** Where a limit was set, which tells whose use counts against it. */
public enum LimitSource {
    /** A default of the plan; each subscription to it has a bucket of its own, which all its keys share. */
    TIER("tier"),
    /** Agreed for one subscription, in place of its tier's; all its keys share the bucket. */
    SUBSCRIPTION("subscription"),
    /** Set for one key, beside those of its subscription. */
    KEY("key");

    private final String text;

    LimitSource(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}

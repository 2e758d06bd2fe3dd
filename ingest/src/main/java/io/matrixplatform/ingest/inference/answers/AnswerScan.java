package io.matrixplatform.ingest.inference.answers;

import io.matrixplatform.model.inference.ApiDialect;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Finds in the bytes of one JSON object, while they pass, what a gateway has to know: its usage, whether it is an error, whether
 * it is the last of its stream, and how much text the model wrote. Looks at each byte once and keeps none but those of the usage.
 * What is no JSON, or is deeper than any answer, finds nothing.
 */
public final class AnswerScan {
    private static final int USAGE_MAX_BYTES = 8 * 1024;
    /** A usage seldom has more; the most for each call would keep the collector of garbage busy. */
    private static final int USAGE_USUAL_BYTES = 512;

    private static final int NAME_MAX_BYTES = 32;
    private static final int DEPTH_MAX = 63;

    /** An escaped character has up to three in UTF-8, or is half of one that has four. */
    private static final int BYTES_OF_ESCAPED = 3;

    private static final int HEX_DIGITS = 4;

    private final AnswerShape shape;
    private final byte[] name = new byte[NAME_MAX_BYTES];
    private byte[] usage = new byte[USAGE_USUAL_BYTES];
    private int usageLength;
    private int nameLength;

    private int depth;
    /** A bit per depth: whether it is an object. */
    private long objects;

    private boolean isOver;
    private boolean inString;
    private boolean escaped;
    private int hexDigitsLeft;
    private boolean isName;
    private boolean expectsName;
    private String topName = "";
    private boolean holdsText;
    private boolean beginsTopValue;
    private boolean namesUsage;
    private boolean isUsage;
    private int usageDepth;
    private boolean isText;
    private boolean isType;

    private boolean hasError;
    private boolean hasChoices;
    private boolean hasChoice;
    private boolean saysStop;
    private long textBytes;

    public AnswerScan(ApiDialect dialect) {
        this.shape = AnswerShape.of(dialect);
    }

    /** Begins with the next object. */
    void clear() {
        usageLength = 0;
        depth = 0;
        isOver = false;
        inString = false;
        escaped = false;
        hexDigitsLeft = 0;
        expectsName = false;
        topName = "";
        holdsText = false;
        beginsTopValue = false;
        namesUsage = false;
        isUsage = false;
        usageDepth = 0;
        isText = false;
        isType = false;
        hasError = false;
        hasChoices = false;
        hasChoice = false;
        saysStop = false;
        textBytes = 0;
    }

    public void take(byte[] bytes) {
        int at = 0;
        while (at < bytes.length) {
            int end = isInPlainText() ? endOfPlainText(bytes, at) : at;
            if (end > at) {
                pass(bytes, at, end);
                at = end;
            } else {
                take(bytes[at++]);
            }
        }
    }

    /** Most of an answer is: nothing happens there before a quote or an escape. */
    private boolean isInPlainText() {
        return inString && !escaped && hexDigitsLeft == 0 && !isOver;
    }

    private static int endOfPlainText(byte[] bytes, int from) {
        int end = from;
        while (end < bytes.length && bytes[end] != '"' && bytes[end] != '\\') {
            end++;
        }
        return end;
    }

    private void pass(byte[] bytes, int from, int to) {
        if (isName || isType) {
            gather(bytes, from, to);
        } else {
            count(to - from);
        }
        for (int at = from; isUsage && at < to; at++) {
            keep(bytes[at]);
        }
    }

    private void gather(byte[] bytes, int from, int to) {
        int length = to - from;
        if (nameLength + length > NAME_MAX_BYTES) {
            nameLength = NAME_MAX_BYTES + 1;
        } else {
            System.arraycopy(bytes, from, name, nameLength, length);
            nameLength += length;
        }
    }

    void take(byte one) {
        if (isOver) {
            return;
        }
        boolean wasUsage = isUsage;
        if (inString) {
            takeInString(one);
        } else {
            takeOutside(one);
        }
        if (wasUsage && isUsage) {
            keep(one);
        }
    }

    /** Whether there is a usage that is an object, whatever it says. */
    boolean tellsUsage() {
        return usageLength > 0 && usage[0] == '{';
    }

    /** Empty if none was told, as a whole, that can be believed. */
    public Optional<TokenUsage> usage() {
        UsageTally tally = new UsageTally();
        tally(tally);
        return tally.whole();
    }

    /** Adds what is told of tokens, if it can be believed. */
    void tally(UsageTally into) {
        if (usageLength > 0 && usageLength <= USAGE_MAX_BYTES) {
            shape.read(usage, usageLength).ifPresent(told -> into.add(told, shape.tellsAll(told, usageDepth == 1)));
        }
    }

    /** Whether it says that its stream is over. */
    boolean saysStop() {
        return saysStop;
    }

    /** Whether an object has come to its end. */
    public boolean isWhole() {
        return isOver && depth == 0;
    }

    /** Whether there is a member {@code error} that is not null. */
    public boolean hasError() {
        return hasError;
    }

    /** Whether it is about no choice, as the last event of a stream that tells the usage. */
    boolean isAboutNoChoice() {
        return hasChoices && !hasChoice;
    }

    /** Bytes of what the model wrote, in UTF-8. */
    public long textBytes() {
        return textBytes;
    }

    private void takeOutside(byte one) {
        switch (one) {
            case ' ', '\t', '\r', '\n' -> {}
            case '"' -> {
                inString = true;
                isName = expectsName;
                isType = !isName && depth == 1 && topName.equals("type");
                nameLength = 0;
                if (!isName) {
                    beginValue(one);
                }
            }
            case '{' -> open(one, true);
            case '[' -> open(one, false);
            case '}', ']' -> close();
            case ',' -> {
                isUsage &= depth > usageDepth;
                if (depth == 1) {
                    topName = "";
                    holdsText = false;
                }
                expectsName = isObject();
            }
            case ':' -> {
                beginsTopValue |= depth == 1;
                if (namesUsage) {
                    namesUsage = false;
                    isUsage = true;
                    usageDepth = depth;
                    usageLength = 0;
                }
            }
            default -> beginValue(one);
        }
    }

    private void beginValue(byte first) {
        if (depth == 1 && beginsTopValue) {
            beginsTopValue = false;
            hasError |= topName.equals("error") && first != 'n';
            hasChoices |= topName.equals("choices") && first == '[';
        } else if (depth == 2 && topName.equals("choices")) {
            hasChoice = true;
        }
    }

    private void open(byte first, boolean isObject) {
        beginValue(first);
        depth++;
        isOver = depth > DEPTH_MAX;
        objects = isObject ? objects | 1L << depth : objects & ~(1L << depth);
        expectsName = isObject;
    }

    private void close() {
        depth--;
        expectsName = false;
        isUsage &= depth >= usageDepth;
        isOver |= depth <= 0;
    }

    private boolean isObject() {
        return (objects & 1L << depth) != 0;
    }

    private void takeInString(byte one) {
        if (hexDigitsLeft > 0) {
            hexDigitsLeft--;
        } else if (escaped) {
            escaped = false;
            hexDigitsLeft = one == 'u' ? HEX_DIGITS : 0;
            count(one == 'u' ? BYTES_OF_ESCAPED : 1);
            nameLength = NAME_MAX_BYTES + 1; // nobody escapes a name that we look for
        } else if (one == '\\') {
            escaped = true;
        } else if (one == '"') {
            inString = false;
            if (isName) {
                endName();
            } else if (isType) {
                saysStop = shape.isStop(gathered());
            }
        } else if (isName || isType) {
            if (nameLength < NAME_MAX_BYTES) {
                name[nameLength] = one;
            }
            nameLength = Math.min(nameLength + 1, NAME_MAX_BYTES + 1);
        } else {
            count(1);
        }
    }

    private void endName() {
        expectsName = false;
        if (depth == 1) {
            topName = gathered();
            holdsText = shape.holdsText(topName);
            isText = false;
            namesUsage = topName.equals("usage");
        } else {
            isText = holdsText && shape.isText(gathered());
            namesUsage = depth == 2 && shape.holdsUsage(topName) && gathered().equals("usage");
        }
    }

    /** Empty if it is longer than any that we look for. */
    private String gathered() {
        return nameLength > NAME_MAX_BYTES ? "" : new String(name, 0, nameLength, StandardCharsets.ISO_8859_1);
    }

    private void count(int bytes) {
        if (isText && !isName) {
            textBytes += bytes;
        }
    }

    private void keep(byte one) {
        if (usageLength == 0 && one <= ' ') {
            return;
        }
        if (usageLength == usage.length && usageLength < USAGE_MAX_BYTES) {
            usage = Arrays.copyOf(usage, usageLength * 2);
        }
        if (usageLength < USAGE_MAX_BYTES) {
            usage[usageLength] = one;
        }
        usageLength = Math.min(usageLength + 1, USAGE_MAX_BYTES + 1);
    }
}

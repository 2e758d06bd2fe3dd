package io.matrixplatform.api.platform.http;

import jakarta.ws.rs.core.EntityTag;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads lists of entity tags as they stand in conditional headers (RFC 9110, section 8.8.3). */
final class EntityTags {
    private static final Pattern LIST =
            Pattern.compile("\\s*(\\*|((W/)?\"[\\x21\\x23-\\x7e\\x80-\\xff]*\"\\s*,?\\s*)+)");
    private static final Pattern ONE = Pattern.compile("(W/)?\"([^\"]*)\"");

    private EntityTags() {}

    static boolean areWellFormed(String list) {
        return LIST.matcher(list).matches();
    }

    /** Weak comparison, which reading asks for: a compressed answer may have made the tag weak on its way. */
    static boolean anyIs(String list, EntityTag tag) {
        if (list.strip().equals("*")) {
            return true;
        }
        Matcher one = ONE.matcher(list);
        return one.results().anyMatch(found -> found.group(2).equals(tag.getValue()));
    }

    /** Strong comparison, which editing asks for: a weak tag equals none. */
    static boolean anyIsExactly(String list, EntityTag tag) {
        if (list.strip().equals("*")) {
            return true;
        }
        Matcher one = ONE.matcher(list);
        return one.results()
                .anyMatch(found -> found.group(1) == null && found.group(2).equals(tag.getValue()));
    }
}

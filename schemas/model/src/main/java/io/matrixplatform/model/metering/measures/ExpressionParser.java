package io.matrixplatform.model.metering.measures;

import io.matrixplatform.model.metering.measures.Expression.Node;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads an {@link Expression} by recursive descent: sum := product (± product)*, product := sign (×÷ sign)*, sign := -sign or
 * a number, a name, a function, a sum in parentheses.
 */
final class ExpressionParser {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,20}(\\.\\d{1,18})?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z0-9_]+)*");
    private static final Pattern QUOTED = Pattern.compile("`([A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*)`");

    private static final Set<String> FUNCTIONS = Set.of("min", "max", "floor", "ceil");
    private static final String FUNCTIONS_ARE = "the functions are min(a, b, …), max(a, b, …), floor(a) and ceil(a)";

    private final String text;
    private final Set<String> fields;
    private int at;
    private int nodes;
    private int depth;

    ExpressionParser(String text, Set<String> fields) {
        this.text = text;
        this.fields = fields;
    }

    Node parse() {
        Node root = sum();
        if (peek() != END) {
            throw wrong("an operator or the end is expected");
        }
        return root;
    }

    private Node sum() {
        if (++depth > Expression.DEPTH_MAX) {
            throw wrong("at most " + Expression.DEPTH_MAX + " levels of parentheses");
        }
        Node left = product();
        while (peek() == '+' || peek() == '-') {
            boolean minus = text.charAt(at++) == '-';
            Node first = left;
            Node second = product();
            left = node(fields -> both(first, second, fields, (a, b) -> a.plus(minus ? b.negate() : b)));
        }
        depth--;
        return left;
    }

    private Node product() {
        Node left = sign();
        while (peek() == '*' || peek() == '/') {
            boolean over = text.charAt(at++) == '/';
            Node first = left;
            Node second = sign();
            left = node(fields -> both(first, second, fields, over ? Fraction::over : Fraction::times));
        }
        return left;
    }

    private Node sign() {
        boolean minus = false;
        while (peek() == '-') {
            at++;
            minus = !minus;
        }
        Node value = value();
        return minus
                ? node(fields -> {
                    Fraction number = value.valueOf(fields);
                    return number == null ? null : number.negate();
                })
                : value;
    }

    private Node value() {
        char next = peek();
        if (next == '(') {
            at++;
            Node inner = sum();
            expect(')');
            return inner;
        }
        Matcher number = matcher(NUMBER);
        if (number.lookingAt()) {
            at = number.end();
            Fraction value = Fraction.of(new BigDecimal(number.group()));
            return node(fields -> value);
        }
        Matcher quoted = matcher(QUOTED);
        if (quoted.lookingAt()) {
            at = quoted.end();
            return field(quoted.group(1));
        }
        Matcher name = matcher(NAME);
        if (name.lookingAt()) {
            at = name.end();
            return peek() == '(' ? function(name.group()) : field(name.group());
        }
        throw wrong("a number, a measure or ( is expected");
    }

    private Node field(String name) {
        fields.add(name);
        return node(measures -> {
            BigDecimal number = measures.number(name);
            return number == null ? null : Fraction.of(number);
        });
    }

    private Node function(String name) {
        int start = at - name.length();
        if (!FUNCTIONS.contains(name)) {
            at = start;
            throw wrong(FUNCTIONS_ARE);
        }
        expect('(');
        List<Node> arguments = new ArrayList<>(List.of(sum()));
        while (peek() == ',') {
            at++;
            arguments.add(sum());
        }
        expect(')');
        boolean one = arguments.size() == 1;
        Node first = arguments.get(0);
        if (name.equals("floor") && one) {
            return rounding(first, RoundingMode.FLOOR);
        }
        if (name.equals("ceil") && one) {
            return rounding(first, RoundingMode.CEILING);
        }
        if ((name.equals("min") || name.equals("max")) && !one) {
            boolean least = name.equals("min");
            BinaryOperator<Fraction> pick = (a, b) -> a.compareTo(b) <= 0 == least ? a : b;
            Node picked = first;
            for (Node next : arguments.subList(1, arguments.size())) {
                Node before = picked;
                picked = node(fields -> both(before, next, fields, pick::apply));
            }
            return picked;
        }
        at = start;
        throw wrong(FUNCTIONS_ARE);
    }

    private Node rounding(Node value, RoundingMode mode) {
        return node(fields -> {
            Fraction number = value.valueOf(fields);
            return number == null ? null : number.rounded(mode);
        });
    }

    /** What two numbers come to, or null. */
    private interface Operation {
        @Nullable Fraction of(Fraction left, Fraction right);
    }

    private static @Nullable Fraction both(Node left, Node right, Fields fields, Operation operation) {
        Fraction first = left.valueOf(fields);
        Fraction second = first == null ? null : right.valueOf(fields);
        return first == null || second == null ? null : operation.of(first, second);
    }

    private Node node(Node node) {
        if (++nodes > Expression.NODES_MAX) {
            throw wrong("at most " + Expression.NODES_MAX + " numbers, measures and operations");
        }
        return node;
    }

    private static final char END = '\0';

    /** The next character that is no space. */
    private char peek() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return at < text.length() ? text.charAt(at) : END;
    }

    private void expect(char wanted) {
        if (peek() != wanted) {
            throw wrong(wanted + " is expected");
        }
        at++;
    }

    private Matcher matcher(Pattern pattern) {
        return pattern.matcher(text).region(at, text.length());
    }

    private IllegalArgumentException wrong(String detail) {
        return new IllegalArgumentException("at character " + (at + 1) + ": " + detail);
    }
}

package io.matrixplatform.streams.metering.rules;

/**
 * How a fact breaks a rule.
 *
 * @param model whose rule it breaks
 * @param version of that rule
 * @param reason stable code
 * @param detail the same for a person
 */
public record Breach(String model, long version, String reason, String detail) {}

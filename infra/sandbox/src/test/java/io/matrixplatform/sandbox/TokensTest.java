package io.matrixplatform.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class TokensTest {
    private final Tokens tokens = new Tokens();

    /** The example of OpenAI's cookbook ("How to count tokens"), of which its API says the same. */
    @Test
    void countsMessagesAsOpenAiDoes() throws Exception {
        var messages = new ObjectMapper().readTree("""
                [{"role": "system", "content": "You are a helpful, pattern-following assistant that translates corporate jargon into plain English."},
                 {"role": "system", "name": "example_user", "content": "New synergies will help drive top-line growth."},
                 {"role": "system", "name": "example_assistant", "content": "Things working well together will increase revenue."},
                 {"role": "system", "name": "example_user", "content": "Let's circle back when we have more bandwidth to touch base on opportunities for increased leverage."},
                 {"role": "system", "name": "example_assistant", "content": "Let's talk later when we're less busy about how to do better."},
                 {"role": "user", "content": "This late pivot means we don't have time to boil the ocean for the client deliverable."}]
                """);

        assertThat(tokens.countMessages(messages)).isEqualTo(129);
    }

    @Test
    void cutsATextIntoItsTokens() {
        assertThat(tokens.pieces("tiktoken is great!", 10)).containsExactly("t", "ik", "token", " is", " great", "!");
        assertThat(tokens.count("tiktoken is great!")).isEqualTo(6);
    }
}

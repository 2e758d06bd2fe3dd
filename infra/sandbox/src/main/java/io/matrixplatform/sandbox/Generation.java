package io.matrixplatform.sandbox;

import java.util.ArrayList;
import java.util.List;

/** What a model says: token by token, one list for each choice. */
record Generation(TextRequest request, Behaviour behaviour, List<Choice> choices) {
    /** @param isWhole false if the request allowed no more tokens */
    record Choice(List<String> pieces, boolean isWhole) {
        String text() {
            return String.join("", pieces);
        }

        String finishReason() {
            return isWhole ? "stop" : "length";
        }
    }

    static Generation of(TextRequest request, Behaviour behaviour, Tokens tokens) {
        List<Choice> choices = new ArrayList<>();
        for (String prompt : request.prompts()) {
            for (int choice = 0; choice < request.choices(); choice++) {
                // A word is at least one token.
                String said = Prose.text(request.model().publicName() + choice + prompt, behaviour.tokens());
                List<String> pieces = tokens.pieces(said, Math.min(behaviour.tokens(), request.tokensMax()));
                choices.add(new Choice(pieces, behaviour.tokens() <= request.tokensMax()));
            }
        }
        return new Generation(request, behaviour, choices);
    }

    int completionTokens() {
        return behaviour.reasoningTokens()
                + choices.stream().mapToInt(choice -> choice.pieces().size()).sum();
    }
}

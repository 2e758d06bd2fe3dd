package io.matrixplatform.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/** {@code /embeddings}: one determined vector for each input. */
final class Embeddings {
    private static final int USUAL_DIMENSIONS = 256;
    private static final int MOST_DIMENSIONS = 3_072;
    private static final int MOST_INPUTS = 2_048;

    private Embeddings() {}

    static ObjectNode answer(JsonNode body, Behaviour behaviour, Tokens tokens) {
        SandboxModel model = TextRequest.modelOf(body, SandboxModel.Kind.EMBEDDING);
        ArrayNode inputs = inputs(body.path("input"));
        int dimensions = dimensions(body.path("dimensions"));
        boolean packed = body.path("encoding_format").asText("float").equals("base64");
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("object", "list");
        ArrayNode data = answer.putArray("data");
        int promptTokens = 0;
        for (int index = 0; index < inputs.size(); index++) {
            JsonNode input = inputs.get(index);
            promptTokens += input.isArray() ? input.size() : tokens.count(input.asText());
            ObjectNode one = data.addObject().put("object", "embedding").put("index", index);
            float[] vector = Prose.vector(input.isArray() ? input.toString() : input.asText(), dimensions);
            if (packed) {
                one.put("embedding", base64(vector));
            } else {
                ArrayNode numbers = one.putArray("embedding");
                for (float number : vector) {
                    numbers.add(number);
                }
            }
        }
        answer.put("model", model.publicName());
        if (behaviour.usage()) {
            answer.putObject("usage").put("prompt_tokens", promptTokens).put("total_tokens", promptTokens);
        }
        return answer;
    }

    /** A text, several, the tokens of one, or those of several. */
    private static ArrayNode inputs(JsonNode input) {
        boolean isOne = input.isTextual() || (input.isArray() && input.path(0).isNumber());
        ArrayNode inputs = isOne
                ? JsonNodeFactory.instance.arrayNode().add(input)
                : input.isArray() ? (ArrayNode) input : JsonNodeFactory.instance.arrayNode();
        if (inputs.isEmpty() || inputs.size() > MOST_INPUTS) {
            throw SandboxException.invalid("input", "input is a text, or a list of up to " + MOST_INPUTS);
        }
        return inputs;
    }

    private static int dimensions(JsonNode wanted) {
        if (wanted.isMissingNode() || wanted.isNull()) {
            return USUAL_DIMENSIONS;
        }
        if (!wanted.isInt() || wanted.asInt() < 1 || wanted.asInt() > MOST_DIMENSIONS) {
            throw SandboxException.invalid("dimensions", "dimensions is a whole number up to " + MOST_DIMENSIONS);
        }
        return wanted.asInt();
    }

    private static String base64(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float number : vector) {
            bytes.putFloat(number);
        }
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}

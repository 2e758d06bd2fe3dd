package io.matrixplatform.api.platform.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.matrixplatform.api.testing.Answer;
import io.matrixplatform.api.testing.ApiServer;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class OpenApiTest {
    private final ApiServer api = ApiServer.running();
    private final Answer answer = api.get("/openapi.json", null);
    private final JsonNode document = answer.json();

    @Test
    void describesEveryRouteThatIsServedAndNoOther() {
        Set<String> described = new TreeSet<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));

        assertThat(described).isEqualTo(served()).contains("POST /v1/meters", "GET /v1/tenants/{tenant}");
    }

    @Test
    void isAnOpenApiDocument() {
        SchemaValidatorsConfig config = SchemaValidatorsConfig.builder().build();
        JsonSchema schema = JsonSchemaFactory.getInstance(
                        SpecVersion.VersionFlag.V202012,
                        builder -> builder.schemaMappers(mappers ->
                                mappers.mapPrefix("https://spec.openapis.org", "classpath:spec.openapis.org")))
                .getSchema(SchemaLocation.of("https://spec.openapis.org/oas/3.1/schema-base/2022-10-07"), config);

        assertThat(schema.validate(document)).isEmpty();
    }

    @Test
    void isRefusedByTheSameSchemaOnceItIsBroken() {
        JsonSchema schema = JsonSchemaFactory.getInstance(
                        SpecVersion.VersionFlag.V202012,
                        builder -> builder.schemaMappers(mappers ->
                                mappers.mapPrefix("https://spec.openapis.org", "classpath:spec.openapis.org")))
                .getSchema(SchemaLocation.of("https://spec.openapis.org/oas/3.1/schema-base/2022-10-07"));
        ((ObjectNode) document.at("/paths/~1v1~1meters/post")).remove("responses");
        ((ObjectNode) document.path("info")).remove("title");

        assertThat(schema.validate(document)).isNotEmpty();
    }

    @Test
    void refersOnlyToWhatIsInIt() {
        List<String> references = document.findValuesAsText("$ref");

        assertThat(references)
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    @Test
    void namesEachOperationOnce() {
        assertThat(operations().map(operation -> operation.path("operationId").asText()))
                .doesNotHaveDuplicates()
                .contains("meterDefine");
    }

    @Test
    void saysWhatAMeterLooksLike() {
        JsonNode meter = document.at("/components/schemas/Meter");

        assertThat(meter.at("/properties/id/pattern").asText()).isEqualTo("^mtr_[0-9A-Za-z]{22}$");
        assertThat(meter.at("/properties/aggregation/enum").toString())
                .startsWith("[\"COUNT\",\"SUM\",\"MIN\"")
                .contains("\"PERCENTILE\"");
        assertThat(meter.at("/properties/value_field/type").toString()).isEqualTo("[\"string\",\"null\"]");
        assertThat(meter.at("/properties/effective_from/format").asText()).isEqualTo("date-time");
        assertThat(meter.path("properties").has("tenant_id")).isFalse();
        assertThat(meter.path("required").toString()).contains("\"event_type\"").doesNotContain("value_field");
    }

    @Test
    void writesDecimalsAsText() {
        JsonNode entry = document.at("/components/schemas/LedgerEntry/properties");

        assertThat(entry.at("/quantity/type").asText()).isEqualTo("string");
        assertThat(entry.at("/quantity/pattern").asText()).isNotEmpty();
        assertThat(entry.at("/dimensions/type").asText()).isEqualTo("object");
    }

    @Test
    void saysWhatARouteTakesAndHowItIsSigned() {
        JsonNode define = document.at("/paths/~1v1~1meters/post");
        JsonNode usage = document.at("/paths/~1v1~1usage/get");

        assertThat(define.path("parameters").findValuesAsText("name")).contains("tenant", "Idempotency-Key");
        assertThat(define.at("/requestBody/content/application~1json/schema/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/NewMeter");
        assertThat(define.at("/responses/201/content/application~1json/schema/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/Meter");
        assertThat(define.path("security").toString()).isEqualTo("[{\"api_key\":[]},{\"session\":[],\"csrf\":[]}]");
        assertThat(requiredParameters(usage)).containsExactlyInAnyOrder("meter", "from", "to");
        assertThat(document.at("/paths/~1problems/get/security").toString()).isEqualTo("[]");
    }

    @Test
    void isNotSentTwiceToWhoHasIt() {
        String tag = answer.header("ETag").orElseThrow();

        Answer again = api.send(
                api.request("/openapi.json", null).header("If-None-Match", tag).build());

        assertThat(again.status()).isEqualTo(304);
        assertThat(again.text()).isEmpty();
    }

    private Stream<JsonNode> operations() {
        return stream(document.path("paths")).flatMap(OpenApiTest::stream);
    }

    private static Stream<JsonNode> stream(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false);
    }

    private static List<String> requiredParameters(JsonNode operation) {
        return stream(operation.path("parameters"))
                .filter(parameter -> parameter.path("required").asBoolean())
                .map(parameter -> parameter.path("name").asText())
                .toList();
    }

    /** Read off the classes themselves. */
    private Set<String> served() {
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.matrixplatform.api")
                        .stream()
                        .filter(type -> type.isAnnotatedWith(Path.class))
                        .map(JavaClass::reflect)
                        .flatMap(resource ->
                                Arrays.stream(resource.getMethods()).flatMap(method -> route(resource, method)))
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> route(Class<?> resource, Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(Annotation::annotationType)
                .filter(type -> type.isAnnotationPresent(HttpMethod.class))
                .map(type -> type.getAnnotation(HttpMethod.class).value() + " " + path(resource, method));
    }

    private static String path(Class<?> resource, Method method) {
        Path more = method.getAnnotation(Path.class);
        String whole = "/" + resource.getAnnotation(Path.class).value() + "/" + (more == null ? "" : more.value());
        return whole.replaceAll("/+", "/").replaceAll("/$", "").replaceAll("\\{\\s*([\\w.-]+)\\s*:[^}]*}", "{$1}");
    }
}

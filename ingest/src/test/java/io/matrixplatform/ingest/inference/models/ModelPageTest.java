package io.matrixplatform.ingest.inference.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matrixplatform.ingest.inference.routes.ModelRoute;
import io.matrixplatform.ingest.platform.ProblemException;
import io.matrixplatform.ingest.platform.ProblemType;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelPageTest {
    private static final List<ModelRoute> FIVE =
            Stream.of("a", "b", "c", "d", "e").map(ModelPageTest::model).toList();

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -    | - | - | a b c d e | false
            5    | - | - | a b c d e | false
            4    | - | - | a b c d   | true
            1000 | - | - | a b c d e | false
            2    | b | - | c d       | true
            2    | c | - | d e       | false
            2    | e | - | ''        | false
            2    | - | d | b c       | true
            2    | - | c | a b       | false
            2    | - | b | a         | false
            2    | - | a | ''        | false
            """)
    void isTurnedInEitherDirection(
            @Nullable String limit, @Nullable String after, @Nullable String before, String ids, boolean hasMore) {
        ModelPage page = ModelPage.of(FIVE, limit, after, before);

        List<String> expected = ids.isEmpty() ? List.of() : List.of(ids.split(" "));
        assertThat(page.models()).extracting(ModelRoute::model).isEqualTo(expected);
        assertThat(page.hasMore()).isEqualTo(hasMore);
        assertThat(page.firstId()).isEqualTo(expected.isEmpty() ? null : expected.get(0));
        assertThat(page.lastId()).isEqualTo(expected.isEmpty() ? null : expected.get(expected.size() - 1));
    }

    @Test
    void hasTwentyUnlessAsked() {
        List<ModelRoute> many =
                IntStream.range(0, 21).mapToObj(i -> model("m" + i)).toList();

        assertThat(ModelPage.of(many, null, null, null).models()).hasSize(20);
        assertThat(ModelPage.of(List.of(), null, null, null).firstId()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            0     | - | - | limit
            1001  | - | - | limit
            -1    | - | - | limit
            1.5   | - | - | limit
            ''    | - | - | limit
            99999 | - | - | limit
            -     | x | - | after_id
            -     | - | x | before_id
            -     | a | c | before_id
            """)
    void refusesWhatThereCannotBeAndNamesIt(
            @Nullable String limit, @Nullable String after, @Nullable String before, String named) {
        assertThatThrownBy(() -> ModelPage.of(FIVE, limit, after, before))
                .isInstanceOfSatisfying(ProblemException.class, refused -> {
                    assertThat(refused.type()).isEqualTo(ProblemType.INVALID_CALL);
                    assertThat(refused.member()).isEqualTo(named);
                    assertThat(refused.detail()).startsWith(named + ": ");
                });
    }

    private static ModelRoute model(String name) {
        return new ModelRoute(name, 1, List.of(), null, null, Instant.EPOCH, false);
    }
}

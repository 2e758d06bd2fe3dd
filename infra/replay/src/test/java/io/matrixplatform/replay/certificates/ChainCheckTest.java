package io.matrixplatform.replay.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ChainCheckTest {
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final int DAYS = 5;

    @Test
    void findsNothingWhereNothingWasTouched() {
        assertThat(ChainCheck.of(chain())).isEmpty();
        assertThat(ChainCheck.of(List.of())).isEmpty();
    }

    @Property
    void namesTheCertificateWhoseDocumentWasChanged(@ForAll @IntRange(max = DAYS - 1) int which) {
        List<Stored> chain = chain();
        Stored day = chain.get(which);
        chain.set(which, with(day, day.text().replace("\"accepted\":7", "\"accepted\":8"), day.hash()));

        assertThat(ChainCheck.of(chain))
                .singleElement()
                .satisfies(finding -> assertThat(finding.where()).isEqualTo("certificate " + day.id() + ", document"));
    }

    /** Whoever hashes again what he has changed breaks the next link. */
    @Property
    void namesTheLinkThatNoLongerHolds(@ForAll @IntRange(max = DAYS - 2) int which) {
        List<Stored> chain = chain();
        String changed = chain.get(which).text().replace("\"accepted\":7", "\"accepted\":8");
        chain.set(which, with(chain.get(which), changed, Stored.sha256(changed)));

        assertThat(ChainCheck.of(chain))
                .singleElement()
                .satisfies(finding -> assertThat(finding.where())
                        .isEqualTo("certificate " + chain.get(which + 1).id() + ", previous_hash"));
    }

    @Test
    void tellsAChangedHashFromAChangedDocument() {
        List<Stored> chain = chain();
        chain.set(1, with(chain.get(1), chain.get(1).text(), "f".repeat(64)));

        assertThat(ChainCheck.of(chain))
                .extracting(Finding::where)
                .containsExactlyInAnyOrder("certificate crt_1, hash", "certificate crt_2, previous_hash");
    }

    @Property
    void namesTheDayAfterOneThatIsGone(@ForAll @IntRange(min = 1, max = DAYS - 2) int which) {
        List<Stored> chain = chain();
        chain.remove(which);

        assertThat(ChainCheck.of(chain))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.where()).isEqualTo("certificate crt_" + (which + 1) + ", sequence"));
    }

    @Test
    void namesTheColumnThatWasChanged() {
        List<Stored> chain = chain();
        Stored day = chain.get(2);
        chain.set(
                2,
                new Stored(
                        day.id(),
                        "ten_b",
                        day.kind(),
                        day.sequence(),
                        day.from(),
                        day.to(),
                        day.text(),
                        day.previousHash(),
                        day.hash()));

        assertThat(ChainCheck.of(chain)).extracting(Finding::where).containsExactly("certificate crt_2, tenant_id");
    }

    private static Stored with(Stored day, String text, String hash) {
        return new Stored(
                day.id(),
                day.tenant(),
                day.kind(),
                day.sequence(),
                day.from(),
                day.to(),
                text,
                day.previousHash(),
                hash);
    }

    private static List<Stored> chain() {
        List<Stored> chain = new ArrayList<>();
        String before = "0".repeat(64);
        for (int i = 0; i < DAYS; i++) {
            Instant from = START.plus(Duration.ofDays(i));
            Instant to = from.plus(Duration.ofDays(1));
            String text = """
                    {"fates":{"accepted":7},"from":"%s","id":"crt_%d","kind":"DAY","previous_hash":"%s","sequence":%d,\
                    "tenant_id":"ten_a","to":"%s"}""".formatted(from, i, before, i + 1, to);
            String hash = Stored.sha256(text);
            chain.add(new Stored("crt_" + i, "ten_a", "DAY", i + 1L, from, to, text, before, hash));
            before = hash;
        }
        return chain;
    }
}

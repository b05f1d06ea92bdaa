package io.github.docentsearch.indexer.fuzz;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The kept inputs, on the JVM. The time limit is for what hangs: all of them together take a second or two. */
@Timeout(value = 300, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FuzzSeedsTest {
    @Test
    void theSoundFilesAnswer() {
        for (int variant = 0; variant < 5; variant++) {
            Sections index = Golden.index(variant);
            Sections model = Golden.model(true, true);
            String outcome = Asking.ask(index.toDeflatedFile(), model.toDeflatedFile(), index.size() + model.size());
            assertFalse(outcome.startsWith("index-"), outcome);
            assertFalse(outcome.lines().noneMatch(line -> line.contains("html")), outcome);
        }
    }

    @Test
    void damagedIndexesAreRefusedOrAnswer() {
        replay("Index", IndexFuzz::fuzzerTestOneInput);
    }

    @Test
    void damagedQueryModelsAreRefusedOrAnswer() {
        replay("Model", ModelFuzz::fuzzerTestOneInput);
    }

    @Test
    void damagedHeadsAreRefused() {
        replay("Head", HeadFuzz::fuzzerTestOneInput);
    }

    @Test
    void anyWordsAreReadAndAnswered() {
        replay("Text", TextFuzz::fuzzerTestOneInput);
    }

    private static void replay(String target, Consumer<byte[]> fuzzer) {
        for (byte[] seed : Seeds.of(target)) {
            try {
                fuzzer.accept(seed);
            } catch (Throwable e) {
                fail(target + " " + HexFormat.of().formatHex(seed), e);
            }
        }
    }
}

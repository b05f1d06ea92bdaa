package io.github.docentsearch.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.docentsearch.lexical.QueryParser;
import io.github.docentsearch.text.JdkUnicode;
import io.github.docentsearch.text.TermAnalyzer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExcerptsTest {
    private final TermAnalyzer analyzer = new TermAnalyzer(new JdkUnicode());
    private final QueryParser parser = new QueryParser(analyzer);
    private final Excerpts excerpts = new Excerpts(analyzer);

    private static final String FILLER = "Nothing of interest is said here, and it takes its time. ".repeat(8);

    /** The passage with matches in square brackets and code in backticks. */
    private String shown(String text, int[] code, String query, float... sentenceScores) {
        StringBuilder shown = new StringBuilder();
        for (Hit.Segment segment : excerpts.excerpt(text, code, parser.parse(query), sentenceScores)) {
            String mark = segment.code() ? "`" : "";
            shown.append(mark)
                    .append(segment.match() ? "[" + segment.text() + "]" : segment.text())
                    .append(mark);
        }
        return shown.toString();
    }

    @Test
    void aShortTextIsShownWhole() {
        assertEquals("[Skip] the [index].", shown("Skip the\n index.", new int[0], "how do I skip indexes"));
        assertEquals("", shown("", new int[0], "anything"));
    }

    @Test
    void theSentenceWithTheWordsIsChosen() {
        String text = FILLER + "The proxy is configured in the settings file. " + FILLER;
        String shown = shown(text, new int[0], "configure a proxy");
        assertTrue(shown.startsWith("The [proxy] is [configured] in the settings file. Nothing"), shown);
        assertTrue(shown.endsWith("…"), shown);
    }

    @Test
    void theSentenceNearestInMeaningIsChosenWhereNoWordMatches() {
        String text = FILLER.substring(0, 58) + "Second sentence. " + "Third sentence, the one. " + FILLER;
        String shown = shown(text, new int[0], "unrelated", 0f, 0.1f, 0.9f);
        assertTrue(shown.startsWith("Third sentence, the one."), shown);
    }

    @Test
    void aLongSentenceIsEnteredShortlyBeforeItsMatch() {
        String text = "word ".repeat(80) + "needle " + "word ".repeat(80);
        String shown = shown(text, new int[0], "needle");
        assertTrue(shown.startsWith("…word") && shown.contains("[needle]") && shown.endsWith("word…"), shown);
    }

    @Test
    void codeIsKeptAsCodeAndPartsOfNamesAreMarked() {
        assertEquals(
                "Call `set``[Timeout]` with a delay.",
                shown("Call setTimeout with a delay.", new int[] {5, 15}, "timeouts"));
        assertEquals("Call `[setTimeout]` now.", shown("Call setTimeout now.", new int[] {5, 15}, "setTimeout"));
    }

    @Test
    void theBeginningOfAWordThatIsBeingTypedIsMarked() {
        assertEquals("[Configuration] file", shown("Configuration file", new int[0], "conf"));
        assertEquals("Configuration [file]", shown("Configuration file", new int[0], "conf file"));
    }

    @Test
    void sentencesBeginAfterStopsAndLineFeeds() {
        assertArrayEquals(
                new int[] {0, 5, 10, 25},
                Excerpts.sentences("One. Two! See 3.12 and so\n on".replace("so\n on", "s\nSo on")));
        assertArrayEquals(new int[0], Excerpts.sentences("  "));
    }

    @Test
    void anyTextGivesAPassageWithinItsLength() {
        long seed = 20261122;
        Random random = new Random(seed);
        String alphabet = "abc ABC. é漢\n\uD83D\uDE00-_";
        for (int round = 0; round < 2000; round++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(900);
            int spaces = 1 + random.nextInt(300);
            for (int i = 0; i < length; i++) {
                text.append(random.nextInt(spaces) == 0 ? ' ' : alphabet.charAt(random.nextInt(alphabet.length())));
            }
            int[] code = {random.nextInt(length + 1), length};
            String shown = shown(text.toString(), code, "abc a漢 b");
            String bare = shown.replace("[", "").replace("]", "").replace("`", "");
            assertTrue(bare.length() <= Excerpts.MAX_LENGTH + 2, "seed " + seed + ", round " + round + ": " + bare);
        }
    }

    @Test
    void wordsThatStandTogetherAreCloserThanThoseApart() {
        float together = closeness("here the cache key expires " + FILLER, "cache key");
        float apart = closeness("here the cache " + FILLER + " and the key expires", "cache key");
        float swapped = closeness("the key of a cache " + FILLER, "cache key");
        float one = closeness("the cache of it all " + FILLER, "cache key");
        assertTrue(
                together > swapped && swapped > apart && apart > one,
                together + " " + swapped + " " + apart + " " + one);
        assertEquals(together, closeness(FILLER + "a cache and " + FILLER + " cache key ", "cache key"));
    }

    @Test
    void closenessIsThatOfEveryStretchTriedOneByOne() {
        Random random = new Random(7);
        String[] words = {"alpha", "beta", "gamma", "and"};
        for (int round = 0; round < 300; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 12; i++) {
                text.append(words[random.nextInt(words.length)]).append(' ');
            }
            assertEquals(
                    shortestByTrying(text.toString()), closeness(text.toString(), "alpha beta gamma"), text.toString());
        }
    }

    private float closeness(String text, String query) {
        return excerpts.closeness(text, parser.parse(query));
    }

    private static float shortestByTrying(String text) {
        long all = distinct(text);
        int shortest = all == 0 ? 0 : Integer.MAX_VALUE;
        for (int start = 0; start < text.length(); start++) {
            for (int end = start + 1; end <= text.length(); end++) {
                boolean whole = (start == 0 || text.charAt(start - 1) == ' ')
                        && text.charAt(start) != ' '
                        && text.charAt(end - 1) != ' '
                        && text.charAt(end) == ' ';
                if (whole && end - start < shortest && distinct(text.substring(start, end)) == all) {
                    shortest = end - start;
                }
            }
        }
        return all + 1f / (1 + shortest);
    }

    private static long distinct(String text) {
        return java.util.Arrays.stream(text.split(" "))
                .filter(word -> word.matches("alpha|beta|gamma"))
                .distinct()
                .count();
    }
}

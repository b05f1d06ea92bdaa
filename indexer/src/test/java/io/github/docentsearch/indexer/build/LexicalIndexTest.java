package io.github.docentsearch.indexer.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.docentsearch.bytes.HeapRegion;
import io.github.docentsearch.bytes.MalformedIndexException;
import io.github.docentsearch.embedder.JdkUnicode;
import io.github.docentsearch.indexer.build.LexicalIndexBuilder.Fields;
import io.github.docentsearch.lexical.Bm25;
import io.github.docentsearch.lexical.ChunkFilter;
import io.github.docentsearch.lexical.LexicalMatches;
import io.github.docentsearch.lexical.LexicalQuery;
import io.github.docentsearch.lexical.LexicalSearcher;
import io.github.docentsearch.lexical.PhraseMatcher;
import io.github.docentsearch.lexical.QueryParser;
import io.github.docentsearch.lexical.TermBlocks;
import io.github.docentsearch.text.EnglishStemmer;
import io.github.docentsearch.text.TermAnalyzer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The keyword index as it is built, written, read and searched. */
class LexicalIndexTest {
    private static final ChunkFilter ALL = chunk -> true;

    private static final long SEED = 20261122;
    private static final String[] VOCABULARY = vocabulary();

    private final JdkUnicode unicode = new JdkUnicode();
    private final QueryParser parser = new QueryParser(new TermAnalyzer(unicode));

    private static Fields chunk(String title, String heading, String body, String code) {
        List<String> headings = heading.isEmpty() ? List.of() : List.of(heading);
        return new Fields(title, headings, heading.isEmpty(), true, body, code, "", 1f);
    }

    private TermBlocks.Written build(List<Fields> chunks) {
        LexicalIndexBuilder builder = new LexicalIndexBuilder(unicode);
        for (Fields chunk : chunks) {
            builder.add(chunk);
        }
        return builder.build();
    }

    private static LexicalSearcher open(TermBlocks.Written written, int chunkCount) {
        return new LexicalSearcher(
                TermBlocks.read(HeapRegion.of(written.index()), new HeapBlocks(written.blocks()), chunkCount));
    }

    private LexicalSearcher searcher(List<Fields> chunks) {
        return open(build(chunks), chunks.size());
    }

    private static LexicalMatches best(LexicalSearcher searcher, LexicalQuery query, int most) {
        LexicalMatches matches = searcher.search(query);
        matches.chooseBest(most, ALL);
        return matches;
    }

    private List<Integer> found(LexicalSearcher searcher, String query) {
        LexicalMatches matches = best(searcher, parser.parse(query), 10);
        List<Integer> chunks = new ArrayList<>();
        for (int i = 0; i < matches.count(); i++) {
            chunks.add(matches.chunk(i));
        }
        return chunks;
    }

    /** Words of two to nine letters, none of which the stemmer changes or shares with another. */
    private static String[] vocabulary() {
        Random random = new Random(SEED);
        TreeSet<String> words = new TreeSet<>();
        while (words.size() < 400) {
            StringBuilder word = new StringBuilder();
            int length = 3 + random.nextInt(7);
            for (int i = 0; i < length; i++) {
                word.append("bcdfghklmnprtvwx".charAt(random.nextInt(16)));
            }
            if (EnglishStemmer.stem(word.toString()).contentEquals(word)) {
                words.add(word.toString());
            }
        }
        return words.toArray(new String[0]);
    }

    private static String text(Random random, int words) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            double skewed = random.nextDouble() * random.nextDouble();
            text.append(VOCABULARY[(int) (skewed * VOCABULARY.length)]).append(' ');
        }
        return text.toString().trim();
    }

    private static List<Fields> randomChunks(Random random, int count) {
        List<Fields> chunks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            chunks.add(chunk(
                    text(random, 3),
                    text(random, 2),
                    text(random, 5 + random.nextInt(60)),
                    text(random, random.nextInt(20))));
        }
        return chunks;
    }

    @Test
    void scoresAreThoseOfTheNaiveFormulaButForTheirLevels() {
        Random random = new Random(SEED);
        List<Fields> chunks = randomChunks(random, 300);
        LexicalSearcher searcher = searcher(chunks);
        double[] averages = new double[4];
        for (int field = 0; field < 4; field++) {
            int at = field;
            averages[field] = chunks.stream()
                    .mapToInt(c -> length(fieldsOf(c)[at]))
                    .filter(n -> n > 0)
                    .average()
                    .orElse(1);
        }
        for (int round = 0; round < 40; round++) {
            String[] words = text(random, 1 + random.nextInt(4)).split(" ");
            words = Arrays.stream(words).distinct().toArray(String[]::new);
            LexicalMatches matches = best(searcher, parser.parse(String.join(" ", words) + " "), 10);
            double[] idfs = Arrays.stream(words)
                    .mapToDouble(word -> naiveIdf(chunks, word))
                    .toArray();
            for (int chunk = 0; chunk < chunks.size(); chunk++) {
                double expected = 0;
                double tolerance = 1e-4;
                for (int i = 0; i < words.length; i++) {
                    String word = words[i];
                    double idf = idfs[i];
                    double weight = naiveWeight(chunks.get(chunk), averages, word);
                    expected += idf * weight / (weight + Bm25.K1);
                    tolerance += idf * 0.013;
                }
                String message = "seed " + SEED + ", round " + round + ", chunk " + chunk;
                assertEquals(expected, matches.score(chunk), tolerance, message);
            }
        }
    }

    private static String[] fieldsOf(Fields chunk) {
        return new String[] {chunk.code(), chunk.body(), chunk.headings().get(0), chunk.pageTitle()};
    }

    private static int count(String text, String word) {
        return (int) Arrays.stream(text.split(" ")).filter(word::equals).count();
    }

    private static int length(String text) {
        return text.isEmpty() ? 0 : text.split(" ").length;
    }

    private static double naiveWeight(Fields chunk, double[] averages, String word) {
        double sum = 0;
        for (int field = 0; field < 4; field++) {
            String text = fieldsOf(chunk)[field];
            double b = LexicalIndexBuilder.Weights.DEFAULT.lengthNormalization()[field];
            double boost = LexicalIndexBuilder.Weights.DEFAULT.boosts()[field];
            sum += boost * count(text, word) / (1 - b + b * length(text) / averages[field]);
        }
        return sum;
    }

    private static double naiveIdf(List<Fields> chunks, String word) {
        long df = chunks.stream()
                .filter(c -> Arrays.stream(fieldsOf(c)).anyMatch(text -> count(text, word) > 0))
                .count();
        return Math.log(1 + (chunks.size() - df + 0.5) / (df + 0.5));
    }

    @Test
    void theBestAreThoseOfASortOfAll() {
        Random random = new Random(SEED);
        List<Fields> chunks = randomChunks(random, 200);
        LexicalSearcher searcher = searcher(chunks);
        for (int round = 0; round < 50; round++) {
            LexicalMatches matches = best(searcher, parser.parse(text(random, 3)), 20);
            List<Integer> expected = new ArrayList<>();
            for (int chunk = 0; chunk < chunks.size(); chunk++) {
                if (matches.score(chunk) > 0) {
                    expected.add(chunk);
                }
            }
            expected.sort((a, b) -> {
                int byScore = Float.compare(matches.score(b), matches.score(a));
                return byScore != 0 ? byScore : Integer.compare(a, b);
            });
            List<Integer> best = new ArrayList<>();
            for (int i = 0; i < matches.count(); i++) {
                best.add(matches.chunk(i));
            }
            assertEquals(expected.subList(0, Math.min(20, expected.size())), best, "seed " + SEED + ", round " + round);
        }
    }

    private final LexicalSearcher manual = searcher(List.of(
            chunk("git-commit(1)", "", "Record changes to the repository.", "git commit -m message"),
            chunk(
                    "git-push(1)",
                    "--force-with-lease",
                    "Refuses to overwrite work of others.",
                    "git push --force-with-lease"),
            chunk("git-push(1)", "Excluding branches", "Pushing excluded branches needs a configuration file.", ""),
            chunk(
                    "timers",
                    "setTimeout(callback, delay)",
                    "Calls back after some milliseconds.",
                    "app.setTimeout(f, 10)"),
            chunk("The with statement", "", "Opens a file and closes it. Comparison of statements.", ""),
            chunk("C++ interface", "", "Use the header from your program.", "#include <docent.h>")));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "changes                | 0",
                "changing               | 0",
                "recording change       | 0",
                "force with lease       | 1",
                "--force-with-lease     | 1",
                "forceWithLease         | 1",
                "setTimeout             | 3",
                "set timeout            | 3",
                "app.setTimeout         | 3",
                "configur               | 2",
                "conf                   | 2",
                "milisecond             | 3",
                "confguration           | 2",
                "cofniguration          | 2",
                "confgurtion            | 2",
                "repositroy             | 0",
                "with                   | 4",
                "c++                    | 5",
                "overwrit               | 1",
            })
    void findsTheSection(String query, int expected) {
        assertEquals(expected, found(manual, query).get(0));
    }

    @ParameterizedTest
    @CsvSource({"sdafadsfasdf", "qqqq", "xyz", "zzz zzz", "'\"changes repository\"'", "'+++'", "''", "'\"'", "'-'"})
    void findsNothing(String query) {
        LexicalQuery parsed = parser.parse(query);
        LexicalMatches matches = best(manual, parsed, 10);
        for (int i = 0; i < matches.count(); i++) {
            // What has all the words may still not have them in this order: that is for the text to say.
            assertTrue(query.startsWith("\"changes"), query);
        }
    }

    @Test
    void anExcludedWordLeavesItsChunksOut() {
        assertEquals(
                List.of(1, 2),
                found(manual, "push branches work -milliseconds").stream()
                        .sorted()
                        .toList());
        assertEquals(List.of(1), found(manual, "push -branch"));
        assertEquals(List.of(1), found(manual, "push -branches overwrite"));
        LexicalMatches matches = best(manual, parser.parse("push -branch"), 10);
        assertTrue(matches.isExcluded(2) && !matches.isExcluded(1));
        matches = best(manual, parser.parse("push -branch").onlyExclusions(), 0);
        assertTrue(matches.isExcluded(2) && !matches.isExcluded(1));
        assertEquals(0, matches.score(1));
    }

    @Test
    void aPhraseNeedsAllItsWordsInTheirOrder() {
        PhraseMatcher phrases = new PhraseMatcher(new TermAnalyzer(unicode));
        LexicalQuery query = parser.parse("\"changes to the repository\"");
        assertEquals(List.of(0), found(manual, "\"changes to the repository\""));
        assertTrue(phrases.accepts(query, "Record changes to the repository."));
        assertTrue(!phrases.accepts(query, "To the repository: changes."));
        LexicalQuery without = parser.parse("record -\"to the repository\"");
        assertTrue(!phrases.accepts(without, "Record changes to the repository."));
        assertTrue(phrases.accepts(without, "Record changes."));
    }

    @ParameterizedTest
    @CsvSource({
        "git-commit, 0",
        "git commit, 0",
        "setTimeout, 3",
        "timers.setTimeout, 3",
        "--force-with-lease, 1",
        "C++ Interface, 5",
        "with statement, 4",
        "the with statement, 4"
    })
    void anExactTitleOrNameIsFoundByItsKey(String query, int expected) {
        int[] chunks = new int[3];
        assertEquals(1, manual.exact(parser.parse(query).key(), chunks, ALL));
        assertEquals(expected, chunks[0]);
    }

    @Test
    void typosAreThoseWithinTheEditDistance() {
        Random random = new Random(SEED);
        List<Fields> chunks = new ArrayList<>();
        for (String word : VOCABULARY) {
            chunks.add(chunk("", "", word, ""));
        }
        LexicalSearcher searcher = searcher(chunks);
        for (int round = 0; round < 400; round++) {
            StringBuilder typed = new StringBuilder(VOCABULARY[random.nextInt(VOCABULARY.length)]);
            int errors = 1 + random.nextInt(2);
            for (int i = 0; i < errors; i++) {
                typed.setCharAt(1 + random.nextInt(typed.length() - 1), "bcdfghklmnprtvwx".charAt(random.nextInt(16)));
            }
            String word = typed.toString();
            int max = word.length() < 4 ? 0 : word.length() < 8 ? 1 : 2;
            if (Arrays.asList(VOCABULARY).contains(word)
                    || !EnglishStemmer.stem(word).equals(word)) {
                continue;
            }
            int expected = 0;
            for (String candidate : VOCABULARY) {
                if (max > 0 && naiveDistance(word, candidate) <= max && sharesStart(word, candidate)) {
                    expected++;
                }
            }
            LexicalMatches matches = best(searcher, parser.parse(word + " "), 50);
            String message = "seed " + SEED + ", round " + round + ", word " + word;
            if (expected > 0) {
                assertEquals(Math.min(8, expected), matches.count(), message);
            }
            for (int i = 0; i < matches.count(); i++) {
                assertTrue(naiveDistance(word, VOCABULARY[matches.chunk(i)]) <= max, message);
            }
        }
    }

    /** Candidates of a misspelt word begin with its first letter, of longer ones the second will do; if there are none, any. */
    private static boolean sharesStart(String word, String candidate) {
        return candidate.charAt(0) == word.charAt(0) || word.length() >= 6 && candidate.charAt(0) == word.charAt(1);
    }

    private static int naiveDistance(String a, String b) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.length() + b.length();
        }
        int best = naiveTable(a, b)[a.length()][b.length()];
        return best;
    }

    private static int[][] naiveTable(String a, String b) {
        int[][] table = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    table[i][j] = i + j;
                    continue;
                }
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                int least = table[i - 1][j - 1] + (same ? 0 : 1);
                least = Math.min(least, table[i - 1][j] + 1);
                least = Math.min(least, table[i][j - 1] + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    least = Math.min(least, table[i - 2][j - 2] + 1);
                }
                table[i][j] = least;
            }
        }
        return table;
    }

    @Test
    void aMissingBlockIsNotedAndDoesNotStopTheSearch() {
        List<Fields> chunks = randomChunks(new Random(SEED), 400);
        TermBlocks.Written written = build(chunks);
        assertTrue(written.blocks().size() > 3, "the index has several blocks");
        HeapBlocks blocks = new HeapBlocks(written.blocks());
        for (int i = 0; i < written.blocks().size(); i++) {
            blocks.heldBack.add(i);
        }
        LexicalSearcher searcher =
                new LexicalSearcher(TermBlocks.read(HeapRegion.of(written.index()), blocks, chunks.size()));
        String query = VOCABULARY[3] + " " + VOCABULARY[300] + " ";
        assertEquals(0, best(searcher, parser.parse(query), 10).count());
        assertTrue(blocks.asked.size() <= 2, "a word needs one block, not " + blocks.asked);
        blocks.heldBack.removeAll(blocks.asked);
        assertEquals(found(searcher(chunks), query), found(searcher, query));
    }

    @Test
    void twoBuildsGiveTheSameBytes() {
        TermBlocks.Written first = build(randomChunks(new Random(SEED), 50));
        TermBlocks.Written second = build(randomChunks(new Random(SEED), 50));
        assertTrue(Arrays.equals(first.index(), second.index()));
        assertEquals(first.blocks().size(), second.blocks().size());
        for (int i = 0; i < first.blocks().size(); i++) {
            assertTrue(Arrays.equals(first.blocks().get(i), second.blocks().get(i)));
        }
    }

    @Test
    void damagedSectionsAreRefusedOrReadButNeverTrap() {
        Random random = new Random(SEED);
        List<Fields> chunks = randomChunks(random, 40);
        TermBlocks.Written written = build(chunks);
        int refused = 0;
        for (int round = 0; round < 400; round++) {
            byte[] index = written.index().clone();
            List<byte[]> blocks = new ArrayList<>();
            for (byte[] block : written.blocks()) {
                byte[] damaged = block.clone();
                for (int i = 0; i <= round % 4; i++) {
                    damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
                }
                blocks.add(round % 7 == 0 ? Arrays.copyOf(damaged, random.nextInt(damaged.length)) : damaged);
            }
            if (round % 5 == 0) {
                index[random.nextInt(index.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                LexicalSearcher searcher = open(new TermBlocks.Written(index, blocks), chunks.size());
                for (int i = round % 8; i < VOCABULARY.length; i += 8) {
                    String word = VOCABULARY[i];
                    best(searcher, parser.parse(word), 10);
                    if (round % 50 == 0) {
                        best(searcher, parser.parse(word + "q "), 10);
                    }
                }
                searcher.exact("abc", new int[3], ALL);
            } catch (MalformedIndexException expected) {
                refused++;
            }
        }
        assertTrue(refused > 100, "much of the damage shows: " + refused + " of 400");
    }

    @Test
    void aHugeQueryIsCut() {
        String words = String.join(" ", VOCABULARY);
        assertTrue(parser.parse(words).words().size() <= QueryParser.MAX_WORDS);
        assertTrue(parser.parse(words.repeat(50)).words().size() <= QueryParser.MAX_WORDS);
        best(manual, parser.parse("\"".repeat(900)), 10);
        best(manual, parser.parse(" -a -b -ab -cd -\"x y\" ".repeat(60)), 10);
        best(manual, parser.parse("aB".repeat(400)), 10);
    }

    /** The stemmer makes most of these shorter than a reader has typed at some moment. */
    @Test
    void aWordIsFoundFromEachOfItsBeginnings() {
        for (String word : List.of(
                "logging",
                "settings",
                "mapping",
                "debugging",
                "shipped",
                "creating",
                "embedding",
                "running",
                "hoping",
                "typing",
                "writing",
                "studying",
                "queries",
                "configuration",
                "organization",
                "deployment",
                "relational",
                "faster",
                "availability",
                "responsive",
                "readable",
                "cached",
                "happiness")) {
            LexicalSearcher searcher =
                    searcher(List.of(chunk("", "", "Valves, pumps", ""), chunk("", "", "It tells of " + word, "")));
            for (int length = 3; length <= word.length(); length++) {
                String beginning = word.substring(0, length);
                assertEquals(List.of(1), found(searcher, beginning), beginning);
            }
        }
    }

    @Test
    void anEmptySiteFindsNothing() {
        assertEquals(List.of(), found(searcher(List.of()), "anything at all"));
        assertEquals(0, searcher(List.of()).exact("anything", new int[3], ALL));
    }
}

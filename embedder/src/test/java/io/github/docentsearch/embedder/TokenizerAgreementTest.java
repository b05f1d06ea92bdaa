package io.github.docentsearch.embedder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.github.docentsearch.text.WordPieceTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Our tokenizer against its twin, the Hugging Face tokenizer that the model was published with. */
class TokenizerAgreementTest {
    private static final long SEED = 20260101;

    private static HuggingFaceTokenizer twin;
    private static WordPieceTokenizer tokenizer;
    private static int[] ids;

    @BeforeAll
    static void load() throws IOException {
        try (InputStream in = SentenceModel.class.getResourceAsStream("/all-minilm-l6-v2-tokenizer.json")) {
            twin = HuggingFaceTokenizer.newInstance(in, Map.of("truncation", "false", "padding", "false"));
        }
        SentenceModel model = SentenceModel.bundled();
        tokenizer = model.newTokenizer();
        ids = model.idsOf(tokenizer.vocabulary());
    }

    @AfterAll
    static void close() {
        twin.close();
    }

    private static void assertAgrees(String text) {
        int[] tokens = new int[text.length() * 3 + 2];
        int count = tokenizer.encode(text, tokens);
        List<String> ours = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ours.add(tokenizer.vocabulary().piece(tokens[i]) + "=" + ids[tokens[i]]);
        }
        var encoding = twin.encode(text);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < encoding.getIds().length; i++) {
            expected.add(encoding.getTokens()[i] + "=" + encoding.getIds()[i]);
        }
        assertEquals(expected, ours, () -> "seed " + SEED + ", text: " + escaped(text));
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints()
                .forEach(c -> escaped.append(c >= ' ' && c < 0x7F ? Character.toString(c) : "\\u{%x}".formatted(c)));
        return escaped.toString();
    }

    @Test
    void agreesOnHandPickedTexts() {
        for (String text : new String[] {
            "",
            " ",
            "How do I skip the index?",
            "<configuration><skip>true</skip></configuration>",
            "mvn io.github.docentsearch:docent-maven-plugin:generate-search -Ddocent.siteDirectory=public",
            "ArrayList<Map<String, List<? extends Number>>> x = new ArrayList<>(); // ¿qué?",
            "don't   won\u2019t \u201Cquoted\u201D \u2014 em-dash\u2026",
            "na\u00EFve caf\u00E9 Z\u00FCrich \u00C5ngstr\u00F6m \u0130stanbul I\u0307 stra\u00DFe",
            "\u03A3\u03AF\u03C3\u03C5\u03C6\u03BF\u03C2 \u039F\u0394\u039F\u03A3",
            "\u65E5\u672C\u8A9E\u306E\u30C6\u30AD\u30B9\u30C8 \uD55C\uAD6D\uC5B4 \u4E2D\u6587",
            "\u0645\u0631\u062D\u0628\u0627 \u0928\u092E\u0938\u094D\u0924\u0947 \u0E2A\u0E27\u0E31\u0E2A\u0E14\u0E35",
            "emoji \uD83D\uDE00\uD83D\uDC69\u200D\uD83D\uDCBB\u2764\uFE0F end",
            "tab\tnewline\nreturn\rform\ffeed\u000Bvertical\u0085next\u00A0space\u3000wide",
            "zero\u200Bwidth\u00ADsoft\uFEFFbom\u0000nul\u0007bell\uFFFDreplacement",
            "x".repeat(100) + " " + "x".repeat(101) + " " + "\u00E9".repeat(101),
            "\uFB01ligature \uFF21\uFF22wide \u2167roman \u00BD half \u00B2squared",
            "a_b-c.d/e\\f|g~h`i^j+k=l$m%n&o*p@q#r!s",
        }) {
            assertAgrees(text);
        }
    }

    @Test
    void agreesOnEveryCharacterBetweenTwoLetters() {
        StringBuilder differing = new StringBuilder();
        int[] tokens = new int[8];
        for (int c = 0; c < 0x30000; c++) {
            if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                continue;
            }
            String text = "a" + Character.toString(c) + "b";
            int count = tokenizer.encode(text, tokens);
            long[] expected = twin.encode(text).getIds();
            boolean same = count == expected.length;
            for (int i = 0; same && i < count; i++) {
                same = ids[tokens[i]] == expected[i];
            }
            if (!same && !isNewerThanTheTwin(c)) {
                differing.append("U+%04X ".formatted(c));
            }
        }
        assertEquals("", differing.toString());
    }

    /**
     * The twin's categories are those of Unicode 8: marks and punctuation that came later are letters to it, and as no
     * vocabulary has them, it answers with the unknown piece. All stand in the blocks of scripts that were extended
     * since.
     */
    private static boolean isNewerThanTheTwin(int c) {
        boolean letterToUs = Character.isLetterOrDigit(c) || Character.isWhitespace(c);
        boolean unknownToTwin = twin.encode("a" + Character.toString(c) + "b").getIds()[1] == 100;
        boolean recategorised = c == 0x166D || c == 0x111C9;
        return c > 0x700 && !letterToUs && (unknownToTwin || recategorised);
    }

    @Test
    void agreesOnThousandsOfRandomTexts() {
        Random random = new Random(SEED);
        List<String> words = SentenceModel.bundled().pieces();
        for (int i = 0; i < 5000; i++) {
            StringBuilder text = new StringBuilder();
            int parts = 1 + random.nextInt(12);
            for (int p = 0; p < parts; p++) {
                switch (random.nextInt(8)) {
                    case 0, 1, 2 -> text.append(plain(words, random)).append(' ');
                    case 3 -> text.append(plain(words, random).toUpperCase(java.util.Locale.ROOT));
                    case 4 -> text.append(plain(words, random)).append(plain(words, random));
                    case 5 -> text.append((char) (' ' + random.nextInt(95))).append((char) (' ' + random.nextInt(95)));
                    case 6 -> text.append((char) (0xA0 + random.nextInt(0x500)));
                    default -> text.append(random.nextInt(100_000)).append(random.nextBoolean() ? "." : "_");
                }
            }
            assertAgrees(text.toString());
        }
    }

    private static String plain(List<String> words, Random random) {
        String word = words.get(random.nextInt(words.size()));
        return word.startsWith("[") ? "bracket" : word.replace("##", "");
    }
}

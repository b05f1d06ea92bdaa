package io.github.docentsearch.indexer.extract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChunkerTest {
    /** One token a word. */
    private static int words(String text) {
        return text.isBlank() ? 0 : text.strip().split("\\s+").length;
    }

    private static List<Chunk> chunks(int maxTokens, String body) throws Exception {
        Page page = PageExtractorTest.page("<title>T</title><main><h1>T</h1>" + body + "</main>");
        return new Chunker(maxTokens, ChunkerTest::words).chunks(page);
    }

    private static List<String> texts(List<Chunk> chunks) {
        return chunks.stream().map(Chunk::text).toList();
    }

    @Test
    void aSectionThatFitsIsOneChunk() throws Exception {
        assertEquals(List.of("a b\nc d"), texts(chunks(4, "<p>a b<p>c d")));
    }

    @Test
    void aLongSectionIsCutBetweenBlocksIntoPartsOfLikeLength() throws Exception {
        assertEquals(List.of("a b\nc d\ne f", "g h\ni j"), texts(chunks(8, "<p>a b<p>c d<p>e f<p>g h<p>i j")));
    }

    @Test
    void aBlockThatAnnouncesTheNextIsNotTornFromIt() throws Exception {
        assertEquals(
                List.of("a b\nc d", "as in:\nx y\ne f"), texts(chunks(6, "<p>a b<p>c d<p>as in:<pre>x y</pre><p>e f")));
        assertEquals(
                List.of("a b c d", "-v\nbe loud\n-q\nbe still"),
                texts(chunks(6, "<p>a b c d<dl><dt>-v<dd>be loud<dt>-q<dd>be still</dl>")));
    }

    @Test
    void aBlockThatIsTooLongIsCutAtALineThenASentenceThenAWord() throws Exception {
        assertEquals(List.of("One two three.", "Four five six."), texts(chunks(4, "<p>One two three. Four five six.")));
        assertEquals(List.of("a b", "c d", "e f"), texts(chunks(2, "<p>a b c d e f")));
        assertEquals(List.of("a b c", "d e f"), texts(chunks(4, "<pre>a b c\nd e f</pre>")));
    }

    @Test
    void noTextIsLostAndCodeStaysCodeWhenCut() throws Exception {
        StringBuilder body = new StringBuilder("<p>");
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            body.append("w").append(i).append(" <code>c").append(i).append("</code> ");
            expected.append("w").append(i).append(" c").append(i).append(' ');
        }
        List<Chunk> chunks = chunks(50, body.toString());
        assertTrue(expected.toString()
                .strip()
                .equals(String.join(" ", texts(chunks)).replace('\n', ' ')));
        List<String> code = new ArrayList<>();
        for (Chunk chunk : chunks) {
            assertTrue(words(chunk.text()) <= 50);
            for (int i = 0; i < chunk.codeRanges().length; i += 2) {
                code.add(chunk.text().substring(chunk.codeRanges()[i], chunk.codeRanges()[i + 1]));
            }
        }
        assertEquals(1000, code.size());
        assertEquals("c999", code.get(999));
    }

    @Test
    void laterPartsLeadToTheNearestAnchorBeforeThem() throws Exception {
        List<Chunk> chunks = chunks(2, "<h2 id=s>S</h2><p>a b<p id=p>c d<p>e f<p id=id-1.2>g h");
        assertEquals(
                List.of("s", "p", "p", "p"), chunks.stream().map(Chunk::anchor).toList());
    }

    @Test
    void theHeadingPathStandsBeforeTheTextThatIsEmbedded() throws Exception {
        Page page = PageExtractorTest.page("<title>T</title><main><h1>T</h1><h2>A</h2>x<h3>B</h3>y</main>");
        List<Chunk> chunks = new Chunker(180, ChunkerTest::words).chunks(page);
        assertEquals("T > A\nx", chunks.get(0).embeddingText(page));
        assertEquals("T > A > B\ny", chunks.get(1).embeddingText(page));
        assertEquals("B", chunks.get(1).title(page));
    }

    @Test
    void aPageWithNothingButATitleIsOneChunk() throws Exception {
        List<Chunk> chunks = chunks(10, "");
        assertEquals(List.of(""), texts(chunks));
        assertEquals("T", chunks.get(0).embeddingText(PageExtractorTest.page("<title>T</title>")));
    }
}

package io.github.docentsearch.indexer.build;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.docentsearch.format.ChunkRecord;
import io.github.docentsearch.indexer.IndexingException;
import io.github.docentsearch.indexer.crawl.SourcePage;
import io.github.docentsearch.indexer.extract.Chunker;
import io.github.docentsearch.indexer.extract.ExtractOptions;
import io.github.docentsearch.indexer.extract.PageExtractor;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SiteContentTest {
    @Test
    void twoSectionsInARowWithTheSameHeadingAreTwo() throws IndexingException {
        SourcePage page = new SourcePage("a.html", "a.html", """
                <main><h1>A</h1><p>intro</p>
                <h2 id=e1>Example</h2><p>a b c d</p><p>e f g h</p>
                <h2 id=e2>Example</h2><p>i j k l</p></main>
                """);
        SiteContent content = new SiteContent();
        content.add(
                new PageExtractor(ExtractOptions.DEFAULT).extract(page),
                Map.of(),
                new Chunker(4, text -> text.split("\\s+").length));

        assertEquals(
                List.of("", "e1", "e1", "e2"),
                content.chunks().stream().map(ChunkRecord::anchor).toList());
        assertEquals(
                List.of(true, true, false, true),
                IntStream.range(0, 4).mapToObj(content::isFirstOfSection).toList());
    }
}

package io.github.docentsearch.indexer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.docentsearch.indexer.IndexerOptions.QueryEncoder;
import io.github.docentsearch.wasm.Node;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JavaScript API in a program that is careless with it. */
class ApiInNodeTest {
    @Test
    void carelessCallsEndAsTheManualSays(@TempDir Path site) throws Exception {
        Files.writeString(
                site.resolve("index.html"),
                "<html lang=en><title>Valve</title><main><h1 data-docent-filter='constructor:yes'>Valve</h1>"
                        + "<p>It turns.</main></html>");
        SiteIndexer.index(
                IndexerOptions.forSite(site).queryEncoder(QueryEncoder.NONE).build(), IndexingLog.SILENT);

        assertEquals("""
                warm: index-missing
                listeners: 0
                filters: {"constructor":["yes"],"kind":["guide"]} {"constructor":{"yes":1},"kind":{"guide":1}}
                filtered: 1
                aborted: aborted
                closed: aborted aborted 1
                """, Node.run("api.mjs", site.resolve("search/").toUri()));
    }
}

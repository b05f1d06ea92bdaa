package io.github.docentsearch.indexer.publish;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.docentsearch.indexer.IndexingException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OtherHostsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "docent.js        | fetch('https://cdn.example.com/x.js')            | https://cdn.example.com/x.js",
                "docent.js        | new WebSocket(\"wss://example.com\")             | wss://example.com",
                "docent.js        | import(`//cdn.example.com/x.js`)                 | //cdn.example.com/x.js",
                "docent.js        | {\"a\":\"http:\\/\\/example.com\\/x\"}           | http:\\/\\/example.com",
                "docent-search.js | .x{background:url(//fonts.example.com/a.woff2)}  | //fonts.example.com/a.woff2",
                "docent.wasm      | \u0001https://example.com\u0000                  | https://example.com\u0000",
                "index.html       | <script src=//example.com/x.js></script>         | //example.com/x.js",
                "index.html       | <link rel=stylesheet href='HTTPS://e.org/x.css'> | HTTPS://e.org/x.css",
                "index.html       | <p style='background:url(\"http://e.org/p\")'>   | http://e.org/p",
                "index.html       | <style>@import 'https://e.org/x.css'</style>     | https://e.org/x.css",
                "index.html       | <meta http-equiv=refresh content='0;url=https://e.org/'> | https://e.org/",
            })
    void anAddressOfAnotherHostIsFound(String name, String content, String address) {
        assertEquals(address, OtherHosts.addressIn(name, content.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "docent-search.js | document.createElementNS('http://www.w3.org/2000/svg', 'svg') // ours",
                "docent.js        | const half = whole //2",
                "index.html       | <a href='../guide/a.html'>Why https://example.com is not fetched</a>",
                "search-index.bin | https://example.com",
            })
    void wordsAndNamespacesAreNoReferences(String name, String content) {
        assertNull(OtherHosts.addressIn(name, content.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void theRuntimesOwnFilesReferToNoOtherHost() throws IndexingException {
        SearchFiles files = new SearchFiles().putAll(RuntimeAssets.load());
        assertDoesNotThrow(() -> OtherHosts.refuse(files, "search"));
    }

    @Test
    void theMessageNamesTheFileAndTheAddress() {
        SearchFiles files =
                new SearchFiles().put("docent.js", "'https://example.com'".getBytes(StandardCharsets.UTF_8));
        IndexingException refused = assertThrows(IndexingException.class, () -> OtherHosts.refuse(files, "search"));
        assertEquals(
                "search/docent.js refers to another host: https://example.com.",
                refused.getMessage().substring(0, refused.getMessage().indexOf(" Nothing")));
    }
}

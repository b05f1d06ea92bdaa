package io.github.docentsearch.indexer.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SearchFilesTest {
    /** The example of the specification: Subresource Integrity, W3C Recommendation of 23 June 2016, section 3.1. */
    @Test
    void integrityIsWrittenAsBrowsersReadIt() {
        SearchFiles files =
                new SearchFiles().put("docent.js", "alert('Hello, world.');".getBytes(StandardCharsets.US_ASCII));

        assertEquals(
                "sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO",
                files.integrity("docent.js"));
    }
}

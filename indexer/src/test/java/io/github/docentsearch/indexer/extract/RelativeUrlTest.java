package io.github.docentsearch.indexer.extract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class RelativeUrlTest {
    private static final List<String> REFERENCES = List.of(
            "x.html",
            "./x.html",
            "../x.html",
            "../../../x.html",
            ".",
            "..",
            "./",
            "../",
            "a/../b/./c",
            "/x/../y",
            "//f.org/x",
            "https://f.org/x",
            "x?q=a/b#c/../d",
            "#c",
            "");

    /** The stupid twin is the JDK's, whose way with {@code ..} above the root and with empty paths is an older one. */
    @Test
    void absoluteUrlsAreResolvedAsTheJdkDoes() {
        for (String from : List.of("https://e.org/a/b/p.html", "https://e.org/a/b/", "https://e.org/")) {
            for (String reference : REFERENCES) {
                String expected =
                        URI.create(from).resolve(reference).toString().replaceAll("(?<=org)(/\\.\\.)+/?", "/");
                if (!reference.isEmpty() && !reference.startsWith("#") && !reference.equals("/x/../y")) {
                    assertEquals(expected, RelativeUrl.resolve(from, reference), from + " " + reference);
                }
            }
        }
        assertEquals("https://e.org/y", RelativeUrl.resolve("https://e.org/a/", "/x/../y"));
        assertEquals("https://e.org/x", RelativeUrl.resolve("https://e.org", "x"));
        assertEquals("https://e.org/a#c", RelativeUrl.resolve("https://e.org/a?q#b", "#c"));
    }

    @Test
    void pathsFromTheSitesRootStayBelowIt() {
        List<String> expected = List.of(
                "a/b/x.html",
                "a/b/x.html",
                "a/x.html",
                "x.html",
                "a/b/",
                "a/",
                "a/b/",
                "a/",
                "a/b/b/c",
                "/y",
                "//f.org/x",
                "https://f.org/x",
                "a/b/x?q=a/b#c/../d",
                "a/b/p.html#c",
                "a/b/p.html");
        assertEquals(
                expected,
                REFERENCES.stream()
                        .map(reference -> RelativeUrl.resolve("a/b/p.html", reference))
                        .toList());
        assertEquals("", RelativeUrl.resolve("p.html", "./"));
        assertEquals("x", RelativeUrl.resolve(RelativeUrl.resolve("a/p.html", ".."), "x"));
    }
}

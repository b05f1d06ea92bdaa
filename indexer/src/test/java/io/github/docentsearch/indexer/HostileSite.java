package io.github.docentsearch.indexer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A site as nobody should have it: names that mean something in URLs, links in loops and to the outside, and pages that try to
 * run {@code window.hacked = 1} in whatever shows them. Every page has a word of its own, {@code needle0zz} and so on.
 */
final class HostileSite {
    /** File names; a browser must be led to every one of them. */
    static final List<String> NAMES = List.of(
            "with space.html",
            "100%.html",
            "%2e%2e%2f.html",
            "a#b?c=d&e.html",
            "back\\slash.html",
            "new\nline.html",
            "q\"uote'.html",
            "<img src=x onerror=hacked=1>.html",
            "javascript:hacked=1.html",
            "&amp;&lt;.html",
            "日本 ‮txet.html",
            "a;b=c/d,e+f.html",
            "javascript:/x.html");

    static final String SCRIPT = "<img src=x onerror=window.hacked=1><script>window.hacked=1</script>";
    private static final String ESCAPED = SCRIPT.replace("<", "&lt;");
    private static final String QUOTED = "&quot;&gt;" + ESCAPED;

    private HostileSite() {}

    /** The word that stands on one page alone. */
    static String needle(int page) {
        return "needle" + (char) ('a' + page) + "zz";
    }

    /** Writes the site; returns a folder beside it that no build may touch. */
    static Path write(Path site) throws IOException {
        for (int i = 0; i < NAMES.size(); i++) {
            Path file = site.resolve(NAMES.get(i));
            Files.createDirectories(file.getParent());
            Files.writeString(file, page(i));
        }
        Path outside = Files.createDirectories(site.resolveSibling("outside"));
        Files.writeString(outside.resolve("secret.html"), "<title>Secret</title><main><p>outsideword</main>");
        Files.createSymbolicLink(site.resolve("loop"), site);
        Files.createSymbolicLink(site.resolve("a;b=c/up"), Path.of(".."));
        Files.createSymbolicLink(site.resolve("self"), Path.of("self"));
        Files.createSymbolicLink(site.resolve("out"), outside);
        Files.createSymbolicLink(site.resolve("secret.html"), outside.resolve("secret.html"));
        Files.createSymbolicLink(site.resolve(".100%.html.docent-new"), outside.resolve("secret.html"));
        Files.write(site.resolve("zero.html"), new byte[5000]);
        Files.write(
                site.resolve("liar.html"),
                "<meta charset=utf-16><title>Liar ü</title><main><p>liarword größe".getBytes(StandardCharsets.UTF_8));
        return outside;
    }

    private static String page(int number) {
        String needle = needle(number);
        return "<html lang='\"><script>window.hacked=1</script>'><head><meta charset=utf-8><title>" + needle + ' '
                + ESCAPED
                + "</title><link rel=canonical href='javascript:window.hacked=1'>"
                + "<meta name=description content=\"" + QUOTED + "\">"
                + "<meta name=generator content=\"" + QUOTED + "\"></head>"
                + "<body data-docent-filter=\"kind:" + QUOTED
                + "\" data-docent-meta=\"image:javascript:window.hacked=1\">"
                + "<nav class=breadcrumbs><a href='javascript:window.hacked=1'>" + ESCAPED + "</a></nav><main><h1>"
                + needle
                + ' ' + ESCAPED + "</h1><p>Text of " + needle + ".</p><h2 id='" + QUOTED + "'>Part " + ESCAPED
                + "</h2><p>"
                + ESCAPED + " <code>" + ESCAPED + "</code> <a href='javascript:window.hacked=1'>go</a> about " + needle
                + "</p><h2 id='javascript:window.hacked=1'>javascript:window.hacked=1</h2><p title=\"" + QUOTED
                + "\">More \u202e\u0000\u2066of " + needle + "</p></main></body></html>";
    }
}

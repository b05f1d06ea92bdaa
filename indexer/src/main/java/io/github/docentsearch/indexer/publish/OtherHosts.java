package io.github.docentsearch.indexer.publish;

import io.github.docentsearch.indexer.IndexingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * Holds the search folder to the promise that no reader's browser is sent to another host: looks through every file that is
 * about to be published for an address that names one.
 *
 * <p>In pages those attributes count that a browser follows, not the text. In scripts, data and WebAssembly every address
 * counts, but for the names of XML namespaces, which nobody fetches. The index and the model are left out: they hold the
 * site's own words, which the box shows as text.
 */
public final class OtherHosts {
    private static final Pattern ADDRESS = Pattern.compile(
            "\\b(?:https?|wss?|ftp):\\\\?/\\\\?/(?!www\\.w3\\.org/(?:\\d{4}|XML)/)[^\\s\"'`<>\\\\]*"
                    + "|(?<=[\"'`(=])//[\\w-]+(?:\\.[\\w-]+)+[^\\s\"'`<>\\\\)]*",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern LINK = Pattern.compile("\\s*(?:[a-z][a-z0-9+.-]*:)?//.*", Pattern.CASE_INSENSITIVE);

    private static final Set<String> FOLLOWED =
            Set.of("href", "src", "action", "formaction", "poster", "data", "background", "ping", "manifest");

    private OtherHosts() {}

    /**
     * @param outputFolder what the folder is called in the message
     * @throws IndexingException if a file names another host
     */
    public static void refuse(SearchFiles files, String outputFolder) throws IndexingException {
        for (Map.Entry<String, byte[]> file : files.files().entrySet()) {
            String found = addressIn(file.getKey(), file.getValue());
            if (found != null) {
                throw new IndexingException(
                        IndexingException.Kind.FAILURE,
                        outputFolder + "/" + file.getKey() + " refers to another host: " + found
                                + ". Nothing that Docent writes does so: is the docent-runtime-wasm on the class path the"
                                + " published one?");
            }
        }
    }

    /** The first address of another host; {@code null} if there is none. */
    static @Nullable String addressIn(String name, byte[] content) {
        if (name.endsWith(".bin")) {
            return null;
        }
        boolean binary = name.endsWith(".wasm");
        Charset charset = binary ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
        String text = new String(content, charset);
        return name.endsWith(".html") ? addressInPage(text) : addressIn(text);
    }

    private static @Nullable String addressIn(String text) {
        Matcher address = ADDRESS.matcher(text);
        return address.find() ? address.group() : null;
    }

    private static @Nullable String addressInPage(String html) {
        for (Element element : Jsoup.parse(html).getAllElements()) {
            for (Attribute attribute : element.attributes()) {
                String found = addressIn(element, attribute.getKey(), attribute.getValue());
                if (found != null) {
                    return found;
                }
            }
            String found = addressIn(element.data());
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable String addressIn(Element element, String attribute, String value) {
        if (FOLLOWED.contains(attribute)) {
            return LINK.matcher(value).matches() ? value : null;
        }
        boolean holdsAddresses = attribute.equals("style")
                || attribute.equals("srcset")
                || attribute.equals("content") && element.hasAttr("http-equiv");
        return holdsAddresses ? addressIn(value) : null;
    }
}

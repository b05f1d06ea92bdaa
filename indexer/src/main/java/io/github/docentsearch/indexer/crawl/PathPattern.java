package io.github.docentsearch.indexer.crawl;

import java.util.regex.Pattern;

/**
 * A pattern for paths as Maven users know it: {@code ?} is one character of a name, {@code *} any number of them,
 * {@code **} any number of folders; a pattern that ends in {@code /} means everything below.
 */
public final class PathPattern {
    private final Pattern regex;

    public PathPattern(String pattern) {
        String normal = pattern.strip().replace('\\', '/');
        if (normal.startsWith("/")) {
            normal = normal.substring(1);
        }
        if (normal.endsWith("/")) {
            normal += "**";
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < normal.length(); i++) {
            char c = normal.charAt(i);
            boolean nameStart = i == 0 || normal.charAt(i - 1) == '/';
            if (nameStart && normal.startsWith("**/", i)) {
                out.append("(?:[^/]+/)*");
                i += 2;
            } else if (normal.startsWith("**", i)) {
                out.append(".*");
                i++;
            } else if (c == '*') {
                out.append("[^/]*");
            } else if (c == '?') {
                out.append("[^/]");
            } else {
                out.append(Pattern.quote(String.valueOf(c)));
            }
        }
        regex = Pattern.compile(out.toString(), Pattern.DOTALL);
    }

    public boolean matches(String path) {
        return regex.matcher(path).matches();
    }
}

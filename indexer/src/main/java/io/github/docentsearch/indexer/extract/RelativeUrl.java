package io.github.docentsearch.indexer.extract;

import java.util.ArrayList;
import java.util.List;

/** Resolves references as browsers do (RFC 3986, section 5.2), also against paths that begin at the site's root. */
final class RelativeUrl {
    private RelativeUrl() {}

    /** Whether it says its host, or at least starts at the host's root, and not at a page. */
    static boolean isAbsolute(String url) {
        return url.contains("://") || url.startsWith("/");
    }

    /**
     * Where a reference leads.
     *
     * @param from what it is relative to: an absolute URL, or a path that begins at the site's root and with no slash
     * @param reference as written in a page; empty for {@code from} itself
     * @return of the same kind as {@code from}, unless the reference is absolute
     */
    static String resolve(String from, String reference) {
        int end = endOfPath(reference);
        String path = reference.substring(0, end);
        String rest = reference.substring(end);
        String base = from.substring(0, endOfPath(from));
        if (path.contains("://")) {
            return reference;
        }
        if (path.isEmpty()) {
            return rest.isEmpty() ? from : base + rest;
        }
        int hostEnd = hostEnd(base);
        if (path.startsWith("//")) {
            return base.substring(0, base.indexOf("//") < 0 ? 0 : base.indexOf("//")) + reference;
        }
        if (path.startsWith("/")) {
            return base.substring(0, hostEnd) + withoutDots(path) + rest;
        }
        String folder = base.substring(hostEnd, Math.max(hostEnd, base.lastIndexOf('/') + 1));
        if (hostEnd > 0 && folder.isEmpty()) {
            folder = "/";
        }
        return base.substring(0, hostEnd) + withoutDots(folder + path) + rest;
    }

    private static int hostEnd(String url) {
        int scheme = url.indexOf("//");
        if (scheme < 0 || scheme > 0 && url.charAt(scheme - 1) != ':') {
            return 0;
        }
        int slash = url.indexOf('/', scheme + 2);
        return slash < 0 ? url.length() : slash;
    }

    private static int endOfPath(String url) {
        for (int i = 0; i < url.length(); i++) {
            if (url.charAt(i) == '?' || url.charAt(i) == '#') {
                return i;
            }
        }
        return url.length();
    }

    private static String withoutDots(String path) {
        List<String> segments = new ArrayList<>();
        String[] all = path.split("/", -1);
        for (int i = 0; i < all.length; i++) {
            boolean last = i == all.length - 1;
            if (all[i].equals("..")) {
                if (!segments.isEmpty()
                        && !(segments.size() == 1 && segments.get(0).isEmpty())) {
                    segments.remove(segments.size() - 1);
                }
            } else if (!all[i].equals(".")) {
                segments.add(all[i]);
                continue;
            }
            if (last) {
                segments.add(""); // a folder
            }
        }
        return String.join("/", segments);
    }
}

package io.github.docentsearch.indexer.extract;

import io.github.docentsearch.indexer.crawl.SkippedFile;
import io.github.docentsearch.indexer.crawl.UrlEncoding;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which of a site's pages go into the index: all, but those that ask not to, those that say what another page says, and
 * sections without an anchor of their own that stand on page after page.
 *
 * @param pages the pages of the index, in the order given
 * @param skipped the others, and why, by path
 * @param repeated sections that are on many pages and in the index once, with the path of the page that keeps them; in order
 */
public record PageSelection(List<Page> pages, List<SkippedFile> skipped, List<SkippedFile> repeated) {
    /** The same section on more than this many pages, and on more than this share of them, is a template's. */
    private static final int MAX_REPEATED_PAGES = 5;

    private static final double MAX_REPEATED_SHARE = 0.1;

    public PageSelection {
        pages = List.copyOf(pages);
        skipped = List.copyOf(skipped);
        repeated = List.copyOf(repeated);
    }

    /**
     * @param all every page of the site, in the order of the crawl
     * @param versions what is a version's folder: the same page of two versions is no copy
     */
    public static PageSelection of(List<Page> all, VersionFolders versions) {
        List<SkippedFile> skipped = new ArrayList<>();
        boolean anyMarked = all.stream().anyMatch(Page::bodyMarked);
        List<Page> willing = new ArrayList<>();
        for (Page page : all) {
            String reason = reasonToSkip(page, anyMarked);
            if (reason == null) {
                willing.add(page);
            } else {
                skipped.add(new SkippedFile(page.path(), reason));
            }
        }
        List<Page> canonical = withoutCopiesByTheirOwnWord(willing, versions, skipped);
        List<Page> distinct = withoutCopiesByText(canonical, versions, skipped);
        skipped.sort(Comparator.naturalOrder());
        List<SkippedFile> repeated = new ArrayList<>();
        return new PageSelection(withoutRepeatedSections(distinct, versions, repeated), skipped, repeated);
    }

    private static @Nullable String reasonToSkip(Page page, boolean anyMarked) {
        if (page.head().noindex()) {
            return "asks not to be indexed (robots noindex)";
        }
        String redirect = page.head().redirect();
        String target = redirect.isEmpty() ? page.url() : absolute(page, redirect);
        if (!normal(target).equals(normal(page.url()))) {
            return "sends its visitors on to " + TextLine.collapse(target);
        }
        if (page.isIgnored()) {
            return "asks not to be read (data-docent-ignore or <excludeSelectors> around its content)";
        }
        if (page.isListing() && !page.bodyMarked()) {
            return "only lists other pages";
        }
        if (anyMarked && !page.bodyMarked()) {
            return "has no data-docent-body, and other pages have";
        }
        return page.isBlank() ? "has no text" : null;
    }

    // ---- pages that name another as the true one

    private static List<Page> withoutCopiesByTheirOwnWord(
            List<Page> pages, VersionFolders versions, List<SkippedFile> skipped) {
        Map<String, Page> byUrl = new HashMap<>();
        for (Page page : pages) {
            byUrl.putIfAbsent(normal(page.url()), page);
        }
        Set<String> prefixes = new HashSet<>();
        for (Page page : pages) {
            String canonical = canonicalOf(page);
            String own = normal(page.url());
            if (RelativeUrl.isAbsolute(canonical) && ("/" + canonical).endsWith("/" + own)) {
                prefixes.add(canonical.substring(0, canonical.length() - own.length()));
            }
        }
        List<Page> kept = new ArrayList<>();
        for (Page page : pages) {
            Page other = truePage(page, byUrl, prefixes);
            if (other == null || other == page || versions.areVersionsOfOne(page.path(), other.path())) {
                kept.add(page);
            } else {
                skipped.add(new SkippedFile(page.path(), "is a copy of " + other.path() + " (link rel=canonical)"));
            }
        }
        return kept;
    }

    private static @Nullable Page truePage(Page page, Map<String, Page> byUrl, Set<String> prefixes) {
        if (page.head().canonical().isEmpty()) {
            return null;
        }
        String canonical = canonicalOf(page); // empty for the site's first page
        if (!RelativeUrl.isAbsolute(canonical)) {
            return byUrl.get(canonical);
        }
        if (("/" + canonical).endsWith("/" + normal(page.url()))) {
            return null;
        }
        for (String prefix : prefixes) {
            if (canonical.startsWith(prefix) && byUrl.containsKey(canonical.substring(prefix.length()))) {
                Page other = byUrl.get(canonical.substring(prefix.length()));
                // two pages that each call the other the true one are both kept
                return other != null && canonicalOf(other).equals(canonical) ? other : null;
            }
        }
        return null;
    }

    /** The canonical URL as {@link #normal} writes URLs: absolute as it is, a relative one from the site's root. */
    private static String canonicalOf(Page page) {
        String href = page.head().canonical();
        return href.isEmpty() ? "" : normal(absolute(page, href));
    }

    /** Where a reference in the page's head leads: from the page's folder, or from where its {@code <base>} says. */
    private static String absolute(Page page, String reference) {
        return RelativeUrl.resolve(RelativeUrl.resolve(page.url(), page.head().base()), reference);
    }

    /** Without what makes no difference: query, fragment, {@code index.html}, {@code .html}, the last slash. */
    private static String normal(String url) {
        String path = url.split("[?#]", 2)[0];
        path = new String(UrlEncoding.decode(path), StandardCharsets.UTF_8);
        path = path.replaceFirst("(^|/)index\\.x?html?$", "$1").replaceFirst("\\.x?html?$", "");
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    // ---- pages and sections that say the same

    private static List<Page> withoutCopiesByText(
            List<Page> pages, VersionFolders versions, List<SkippedFile> skipped) {
        Map<ByteBuffer, Page> byText = new HashMap<>();
        for (Page page : pages) {
            if (page.hasText()) {
                byText.merge(fingerprint(page, versions), page, PageSelection::moreDirect);
            }
        }
        List<Page> kept = new ArrayList<>();
        for (Page page : pages) {
            Page first = page.hasText() ? byText.get(fingerprint(page, versions)) : page;
            if (first == page) {
                kept.add(page);
            } else {
                skipped.add(new SkippedFile(page.path(), "says the same as " + first.path()));
            }
        }
        return kept;
    }

    private static Page moreDirect(Page a, Page b) {
        return b.url().length() < a.url().length() ? b : a;
    }

    private static List<Page> withoutRepeatedSections(
            List<Page> pages, VersionFolders versions, List<SkippedFile> repeated) {
        int limit = Math.max(MAX_REPEATED_PAGES, (int) (MAX_REPEATED_SHARE * pages.size()));
        Map<ByteBuffer, Integer> pagesOfSection = new HashMap<>();
        for (Page page : pages) {
            if (versions.isOld(page.path())) {
                continue; // what stands in every version of a page stands on one page
            }
            Set<ByteBuffer> own = new HashSet<>();
            for (Section section : withoutOwnAnchor(page)) {
                own.add(fingerprint(section));
            }
            for (ByteBuffer fingerprint : own) {
                pagesOfSection.merge(fingerprint, 1, Integer::sum);
            }
        }
        pagesOfSection.values().removeIf(count -> count <= limit);
        if (pagesOfSection.isEmpty()) {
            return pages;
        }
        Map<String, Set<ByteBuffer>> kept = new HashMap<>();
        List<Page> result = new ArrayList<>();
        for (Page page : pages) {
            Set<ByteBuffer> keptOfVersion =
                    kept.computeIfAbsent(versions.versionOf(page.path()), unused -> new HashSet<>());
            List<Section> sections = new ArrayList<>(page.sections());
            for (Section section : withoutOwnAnchor(page)) {
                ByteBuffer fingerprint = fingerprint(section);
                Integer count = pagesOfSection.get(fingerprint);
                if (count == null) {
                    continue;
                }
                if (!keptOfVersion.add(fingerprint)) {
                    sections.removeIf(other -> other == section);
                } else if (!versions.isOld(page.path())) {
                    repeated.add(new SkippedFile(page.path(), nameOf(section, page) + " (on " + count + " pages)"));
                }
            }
            result.add(sections.size() == page.sections().size() ? page : page.withSections(sections));
        }
        return result;
    }

    /**
     * The sections that a link cannot tell from the one before: nothing else on the page leads to the others. What is above
     * other sections may be a template's as well; what is alone on its page is what the page says.
     */
    private static List<Section> withoutOwnAnchor(Page page) {
        if (page.sectionCount() == 1) {
            return List.of();
        }
        Set<String> anchors = new HashSet<>(Set.of(""));
        return page.sections().stream()
                .filter(section -> !anchors.add(section.anchor()))
                .toList();
    }

    private static String nameOf(Section section, Page page) {
        List<String> headings = section.headings();
        return headings.isEmpty() ? page.title() : headings.get(headings.size() - 1);
    }

    private static ByteBuffer fingerprint(Page page, VersionFolders versions) {
        MessageDigest digest = sha256();
        update(digest, versions.versionOf(page.path()));
        update(digest, page.title());
        for (Section section : page.sections()) {
            digest.update(fingerprint(section));
        }
        return ByteBuffer.wrap(digest.digest());
    }

    private static ByteBuffer fingerprint(Section section) {
        MessageDigest digest = sha256();
        List<String> headings = section.headings();
        update(digest, headings.isEmpty() ? "" : headings.get(headings.size() - 1));
        for (Block block : section.blocks()) {
            update(digest, block.text());
        }
        return ByteBuffer.wrap(digest.digest());
    }

    private static void update(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

package io.github.docentsearch.format;

import io.github.docentsearch.bytes.ByteCursor;
import io.github.docentsearch.bytes.ByteRegion;
import io.github.docentsearch.bytes.ByteSink;
import io.github.docentsearch.bytes.MalformedIndexException;

/**
 * Which page is the next newer version of which, where a site holds several versions of its pages. Layout: see "VERSIONS
 * section" in the package description.
 */
public final class PageVersions {
    /** Most versions of one page. */
    public static final int MAX_VERSIONS = 255;

    private final int[] newer;

    /**
     * @param newer of each page, the same page in the next newer version; the page itself if it belongs to an older version
     *     and newer ones do not have it; -1 for pages of the newest version and for those that belong to none
     */
    public PageVersions(int[] newer) {
        this.newer = newer;
    }

    /** The section's bytes. */
    public byte[] write() {
        ByteSink out = new ByteSink();
        for (int page : newer) {
            out.putVarint(page + 1);
        }
        return out.toByteArray();
    }

    /** @throws MalformedIndexException if a page is not below {@code pageCount}, or pages are each newer than the other */
    public static PageVersions read(ByteRegion in, int pageCount) {
        ByteCursor cursor = new ByteCursor(in, 0);
        int[] newer = new int[pageCount];
        for (int page = 0; page < pageCount; page++) {
            newer[page] = cursor.nextCount(pageCount) - 1;
        }
        for (int page = 0; page < pageCount; page++) {
            int steps = 0;
            for (int at = page; at >= 0 && newer[at] != at; at = newer[at]) {
                if (++steps > MAX_VERSIONS) {
                    throw new MalformedIndexException("The versions of a page have no end", cursor.offset());
                }
            }
        }
        return new PageVersions(newer);
    }

    /** Whether the page belongs to another version than the newest. */
    public boolean isOld(int page) {
        return newer[page] >= 0;
    }

    /** The same page in the next newer version that has it; -1 if there is none. */
    public int newer(int page) {
        return newer[page] == page ? -1 : newer[page];
    }
}

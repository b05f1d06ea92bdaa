package io.github.docentsearch.format;

import io.github.docentsearch.bytes.ByteCursor;
import io.github.docentsearch.bytes.ByteRegion;
import io.github.docentsearch.bytes.ByteSink;
import io.github.docentsearch.bytes.MalformedIndexException;
import java.util.ArrayList;
import java.util.List;

/**
 * Which pages carry which filter value. Layout: see "FILTERS section" in the package description.
 *
 * @param names filter names, sorted
 * @param values of each name, its values, sorted
 * @param pages of each name and value, the pages that carry it, ascending
 */
public record PageFilters(List<String> names, List<List<String>> values, List<List<int[]>> pages) {
    /** Of a site without filters. */
    public static PageFilters none() {
        return new PageFilters(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    /** The section's bytes. */
    public byte[] write() {
        ByteSink out = new ByteSink();
        out.putVarint(names.size());
        for (int i = 0; i < names.size(); i++) {
            out.putString(names.get(i)).putVarint(values.get(i).size());
            for (int j = 0; j < values.get(i).size(); j++) {
                int[] carriers = pages.get(i).get(j);
                out.putString(values.get(i).get(j)).putVarint(carriers.length);
                int previous = 0;
                for (int page : carriers) {
                    out.putVarint(page - previous);
                    previous = page;
                }
            }
        }
        return out.toByteArray();
    }

    /** @throws MalformedIndexException if a page is not below {@code pageCount}, or a count exceeds the bytes that are left */
    public static PageFilters read(ByteRegion in, int pageCount) {
        ByteCursor cursor = new ByteCursor(in, 0);
        int nameCount = cursor.nextCount(cursor.remaining());
        List<String> names = new ArrayList<>(nameCount);
        List<List<String>> values = new ArrayList<>(nameCount);
        List<List<int[]>> pages = new ArrayList<>(nameCount);
        for (int i = 0; i < nameCount; i++) {
            names.add(cursor.nextString());
            int valueCount = cursor.nextCount(cursor.remaining());
            List<String> valuesOfName = new ArrayList<>(valueCount);
            List<int[]> pagesOfName = new ArrayList<>(valueCount);
            for (int j = 0; j < valueCount; j++) {
                valuesOfName.add(cursor.nextString());
                int[] carriers = new int[cursor.nextCount(Math.min(pageCount, cursor.remaining()))];
                int page = 0;
                for (int k = 0; k < carriers.length; k++) {
                    page += cursor.nextCount(pageCount);
                    if (page >= pageCount) {
                        throw new MalformedIndexException("A filter names a page that does not exist", cursor.offset());
                    }
                    carriers[k] = page;
                }
                pagesOfName.add(carriers);
            }
            values.add(valuesOfName);
            pages.add(pagesOfName);
        }
        return new PageFilters(names, values, pages);
    }

    /** The pages that carry the value, ascending; none if name or value is unknown. */
    public int[] pagesWith(String name, String value) {
        for (int i = 0; i < names.size(); i++) {
            for (int j = 0; j < values.get(i).size(); j++) {
                if (names.get(i).equals(name) && values.get(i).get(j).equals(value)) {
                    return pages.get(i).get(j);
                }
            }
        }
        return new int[0];
    }
}

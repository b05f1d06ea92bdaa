package io.github.docentsearch.indexer.extract;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The folders of a site that hold one version of it each: {@code 1.0/guide.html} beside {@code 2.0/guide.html}.
 *
 * <p>A folder is a version's if it is called like one ({@code 2.1}, {@code v3}, {@code 4.x}, {@code latest}), lies at most two
 * folders deep, and has a sibling that is called so too and holds a page of the same name. At least one of the siblings must
 * have a number: {@code main} and {@code dev} alone are just folders. And at least two must have a start page: the packages
 * {@code com.acme.v1} and {@code com.acme.v2} in Javadoc have none.
 */
public final class VersionFolders {
    private static final int MAX_DEPTH = 2;

    private static final Pattern NUMBERED =
            Pattern.compile("(?:v\\d+|v?\\d+(?:\\.\\d+)+|v?\\d+(?:\\.\\d+)*\\.x)((?:[-._]?[A-Za-z][A-Za-z0-9.-]*)?)");

    private static final Pattern START_PAGE = Pattern.compile("index\\.x?html?");

    private static final List<String> STABLE = List.of("stable", "latest", "current");

    private static final List<String> UNRELEASED =
            List.of("next", "main", "master", "dev", "devel", "edge", "nightly", "snapshot", "unreleased");

    /** Releases under the name that always means the newest, numbered ones from the greatest down, what is not released yet. */
    private static final Comparator<String> NEWEST_FIRST = Comparator.comparingInt(VersionFolders::group)
            .thenComparing(VersionFolders::compareNumbers)
            .thenComparing(Comparator.naturalOrder());

    private final Map<String, Place> places = new HashMap<>();
    private final TreeSet<String> versions = new TreeSet<>(NEWEST_FIRST);

    /** Newest version below each prefix. */
    private final Map<String, String> newest = new HashMap<>();

    /** Where a path names its version: {@code docs/1.0/guide.html} is the page {@code docs/…/guide.html} of 1.0. */
    private record Place(String prefix, String version, String rest) {
        String page() {
            return prefix + '\0' + rest;
        }
    }

    private VersionFolders() {}

    /** @param paths of all pages, relative to the site's root, with {@code /} */
    public static VersionFolders of(Collection<String> paths) {
        // prefix, then version, then the pages below it
        Map<String, TreeMap<String, Set<String>>> candidates = new HashMap<>();
        for (String path : paths) {
            for (Place place : placesIn(path)) {
                candidates
                        .computeIfAbsent(place.prefix, unused -> new TreeMap<>(NEWEST_FIRST))
                        .computeIfAbsent(place.version, unused -> new HashSet<>())
                        .add(place.rest);
            }
        }
        candidates.values().forEach(VersionFolders::keepThoseThatShareAPage);
        VersionFolders folders = new VersionFolders();
        for (String path : paths) {
            for (Place place : placesIn(path)) {
                TreeMap<String, Set<String>> siblings = candidates.get(place.prefix);
                if (siblings.containsKey(place.version)) {
                    folders.places.put(path, place);
                    folders.versions.add(place.version);
                    folders.newest.put(place.prefix, siblings.firstKey());
                    break;
                }
            }
        }
        return folders;
    }

    /** Names of the versions, the newest first; empty if the site has none. */
    public List<String> newestFirst() {
        return List.copyOf(versions);
    }

    /** The version that a page belongs to; empty if none. */
    public String versionOf(String path) {
        Place place = places.get(path);
        return place == null ? "" : place.version;
    }

    /** Whether two paths are the same page of different versions. */
    boolean areVersionsOfOne(String path, String other) {
        Place place = places.get(path);
        Place otherPlace = places.get(other);
        return place != null && otherPlace != null && place.page().equals(otherPlace.page());
    }

    /** Whether a page belongs to a version that is not the newest. */
    boolean isOld(String path) {
        Place place = places.get(path);
        return place != null && !place.version.equals(newest.get(place.prefix));
    }

    /**
     * For each path, by position: where the same page of the next newer version stands; itself if it is old and has none; -1
     * for pages of the newest version and of no version. See {@link io.github.docentsearch.format.PageVersions}.
     */
    public int[] newer(List<String> paths) {
        Map<String, TreeMap<String, Integer>> pages = new HashMap<>();
        for (int i = 0; i < paths.size(); i++) {
            Place place = places.get(paths.get(i));
            if (place != null) {
                pages.computeIfAbsent(place.page(), unused -> new TreeMap<>(NEWEST_FIRST))
                        .put(place.version, i);
            }
        }
        int[] newer = new int[paths.size()];
        for (int i = 0; i < newer.length; i++) {
            Place place = places.get(paths.get(i));
            if (place == null || !isOld(paths.get(i))) {
                newer[i] = -1;
            } else {
                Map.Entry<String, Integer> next = pages.get(place.page()).lowerEntry(place.version);
                newer[i] = next == null ? i : next.getValue();
            }
        }
        return newer;
    }

    private static List<Place> placesIn(String path) {
        List<Place> places = new ArrayList<>();
        int start = 0;
        for (int depth = 0; depth <= MAX_DEPTH; depth++) {
            int end = path.indexOf('/', start);
            if (end < 0) {
                break;
            }
            String name = path.substring(start, end);
            if (isVersion(name)) {
                places.add(new Place(path.substring(0, start), name, path.substring(end + 1)));
            }
            start = end + 1;
        }
        return places;
    }

    private static void keepThoseThatShareAPage(TreeMap<String, Set<String>> siblings) {
        boolean numbered = siblings.keySet().stream()
                .anyMatch(name -> NUMBERED.matcher(name).matches());
        long startPages = siblings.values().stream()
                .filter(pages ->
                        pages.stream().anyMatch(page -> START_PAGE.matcher(page).matches()))
                .count();
        if (!numbered || startPages < 2) {
            siblings.clear();
        }
        Map<String, Integer> versionsOfPage = new HashMap<>();
        siblings.values().forEach(pages -> pages.forEach(page -> versionsOfPage.merge(page, 1, Integer::sum)));
        siblings.values().removeIf(pages -> pages.stream().noneMatch(page -> versionsOfPage.get(page) > 1));
    }

    private static boolean isVersion(String name) {
        return STABLE.contains(name)
                || UNRELEASED.contains(name)
                || NUMBERED.matcher(name).matches();
    }

    private static int group(String version) {
        if (STABLE.contains(version)) {
            return 0;
        }
        if (UNRELEASED.contains(version)) {
            return 3;
        }
        Matcher matcher = NUMBERED.matcher(version);
        String suffix = matcher.matches() ? matcher.group(1).toLowerCase(java.util.Locale.ROOT) : "";
        return suffix.matches(".*(?:snapshot|alpha|beta|rc|cr|dev|pre|ea|[-._]?m\\d).*") ? 2 : 1;
    }

    private static int compareNumbers(String a, String b) {
        String[] ofA = a.split("\\D+");
        String[] ofB = b.split("\\D+");
        List<String> left = List.of(ofA).stream().filter(n -> !n.isEmpty()).toList();
        List<String> right = List.of(ofB).stream().filter(n -> !n.isEmpty()).toList();
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            java.math.BigInteger x = new java.math.BigInteger(i < left.size() ? left.get(i) : "0");
            java.math.BigInteger y = new java.math.BigInteger(i < right.size() ? right.get(i) : "0");
            if (!x.equals(y)) {
                return y.compareTo(x);
            }
        }
        return 0;
    }
}

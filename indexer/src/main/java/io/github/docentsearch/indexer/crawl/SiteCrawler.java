package io.github.docentsearch.indexer.crawl;

import io.github.docentsearch.indexer.IndexingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Walks a site's folder and reads its pages, one after another, in the order of their paths.
 *
 * <p>The walk stays inside the folder: symbolic links are never followed, since what they lead to is either outside, or
 * is in the site already. A page that cannot be read does not stop the walk; {@link #skipped} tells of it.
 */
public final class SiteCrawler {
    /** Paths sort by UTF-16 units, the same on every system. */
    private static final Comparator<SiteFile> ORDER =
            Comparator.comparing(SiteFile::path).thenComparing(SiteFile::url);

    private final Path root;
    private final CrawlOptions options;
    private final String outputFolder;
    private final List<PathPattern> includes;
    private final List<PathPattern> excludes;
    private final TreeSet<SkippedFile> skipped = new TreeSet<>();
    private final TreeSet<SkippedFile> complaints = new TreeSet<>();

    /** @throws IndexingException if {@code siteDirectory} is not a folder that can be read */
    public SiteCrawler(Path siteDirectory, CrawlOptions options) throws IndexingException {
        this.options = options;
        if (!Files.isDirectory(siteDirectory)) {
            throw new IndexingException(
                    IndexingException.Kind.SITE,
                    "There is no folder " + siteDirectory + ". Build the site first (mvn site), or name the folder that"
                            + " holds the HTML with -Ddocent.siteDirectory=...");
        }
        try {
            root = siteDirectory.toRealPath();
        } catch (IOException e) {
            throw unreadable(siteDirectory, e);
        }
        outputFolder = withoutSlashes(options.outputFolder().replace('\\', '/'));
        includes = options.includes().stream().map(PathPattern::new).toList();
        excludes = options.excludes().stream().map(PathPattern::new).toList();
    }

    /**
     * All HTML files of the site in order, also those that {@code includes} and {@code excludes} leave out: of searches alone,
     * the site's own and those of its modules, there are none.
     *
     * @throws IndexingException if the site's folder itself cannot be read
     */
    public List<SiteFile> allFiles() throws IndexingException {
        List<SiteFile> files = new ArrayList<>();
        ArrayDeque<Path> folders = new ArrayDeque<>();
        folders.add(root);
        while (!folders.isEmpty()) {
            Path folder = folders.remove();
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
                for (Path entry : entries) {
                    visit(entry, files, folders);
                }
            } catch (IOException | DirectoryIteratorException e) {
                if (folder.equals(root)) {
                    throw unreadable(root, e);
                }
                skip(pathOf(folder), "folder cannot be read: " + reasonOf(e));
            }
        }
        files.sort(ORDER);
        return files;
    }

    /** Reads one of the {@link #allFiles}; {@code null} if that cannot be done, and {@link #skipped} says why. */
    public @Nullable SourcePage read(SiteFile file) {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file.file(), LinkOption.NOFOLLOW_LINKS)) {
            bytes = in.readNBytes((int) Math.min(options.maxPageBytes() + 1, Integer.MAX_VALUE - 16));
        } catch (IOException e) {
            skip(file.path(), "cannot be read: " + reasonOf(e));
            return null;
        }
        if (bytes.length > options.maxPageBytes()) {
            skip(file.path(), "is larger than " + options.maxPageBytes() + " bytes");
            return null;
        }
        PageDecoder.Decoded decoded = PageDecoder.decode(bytes);
        if (decoded.complaint() != null) {
            synchronized (this) {
                complaints.add(new SkippedFile(file.path(), decoded.complaint()));
            }
        }
        return new SourcePage(file.path(), file.url(), decoded.text());
    }

    /** What was left out so far and should not surprise the user, by path. */
    public synchronized List<SkippedFile> skipped() {
        return List.copyOf(skipped);
    }

    /** Pages that were read although something is wrong with them, by path. */
    public synchronized List<SkippedFile> complaints() {
        return List.copyOf(complaints);
    }

    private void visit(Path entry, List<SiteFile> files, ArrayDeque<Path> folders) {
        byte[] rawPath = rawPathOf(entry);
        String path = new String(rawPath, StandardCharsets.UTF_8);
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (name.startsWith(".")) {
            return; // .git, our own temporary folders: never part of what is published as pages
        }
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            skip(path, "cannot be read: " + reasonOf(e));
            return;
        }
        if (attributes.isSymbolicLink()) {
            if (isHtml(name) && isWanted(path) || Files.isDirectory(entry)) {
                skip(
                        path,
                        leadsOutside(entry) ? "is a link out of the site" : "is a link to another place of the site");
            }
        } else if (attributes.isDirectory()) {
            if (!path.equals(outputFolder) && !isSearch(entry)) {
                folders.add(entry);
            }
        } else if (isHtml(name)) {
            if (attributes.isRegularFile()) {
                files.add(new SiteFile(entry, path, UrlEncoding.encodePath(rawPath)));
            } else if (isWanted(path)) {
                skip(path, "is neither a file nor a folder");
            }
        }
    }

    /** Whether a folder holds a search of its own: a module's, or another version's, that lies within the site. */
    private static boolean isSearch(Path folder) {
        return Files.exists(folder.resolve("search-index.bin")) && Files.exists(folder.resolve("docent.js"));
    }

    /** Whether {@code includes} and {@code excludes} let a file into the index. */
    public boolean isWanted(SiteFile file) {
        return isWanted(file.path());
    }

    private boolean isWanted(String path) {
        return (includes.isEmpty() || includes.stream().anyMatch(p -> p.matches(path)))
                && excludes.stream().noneMatch(p -> p.matches(path));
    }

    private boolean leadsOutside(Path link) {
        try {
            return !link.toRealPath().startsWith(root);
        } catch (IOException e) {
            return true;
        }
    }

    private static boolean isHtml(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".html") || lower.endsWith(".htm") || lower.endsWith(".xhtml");
    }

    private String pathOf(Path entry) {
        return new String(rawPathOf(entry), StandardCharsets.UTF_8);
    }

    /**
     * The bytes of an entry's path below the root. By way of the URI, because a file name that the locale cannot decode
     * loses its bytes in {@code Path.toString}, but not there.
     */
    private byte[] rawPathOf(Path entry) {
        StringBuilder encoded = new StringBuilder();
        for (Path name : root.relativize(entry)) {
            String uri = root.resolve(name).toUri().getRawPath();
            String withoutSlash = uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
            encoded.append(encoded.length() > 0 ? "/" : "")
                    .append(withoutSlash.substring(withoutSlash.lastIndexOf('/') + 1));
        }
        return UrlEncoding.decode(encoded.toString());
    }

    private synchronized void skip(String path, String reason) {
        skipped.add(new SkippedFile(path, reason));
    }

    private static IndexingException unreadable(Path folder, Exception e) {
        return new IndexingException(
                IndexingException.Kind.SITE, "The site's folder " + folder + " cannot be read: " + reasonOf(e), e);
    }

    private static String reasonOf(Exception e) {
        Throwable cause = e instanceof DirectoryIteratorException ? e.getCause() : e;
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof NoSuchFileException) {
            return "it vanished during the build";
        }
        String reason = cause instanceof FileSystemException f ? f.getReason() : cause.getMessage();
        return reason == null ? cause.getClass().getSimpleName() : reason;
    }

    private static String withoutSlashes(String path) {
        int start = 0;
        int end = path.length();
        while (start < end && path.charAt(start) == '/') {
            start++;
        }
        while (end > start && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(start, end);
    }
}

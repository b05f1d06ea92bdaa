package io.github.docentsearch.indexer.publish;

import io.github.docentsearch.indexer.IndexingException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the search folder of a site, whole or not at all.
 *
 * <p>The new folder is written and read back under another name beside the old one; then the two are exchanged in one
 * step ({@link FolderExchange}). Whatever stops the build, the search is the old one or the new one, whole.
 *
 * <p>On systems that cannot do that, two renames take its place:
 *
 * <pre>
 * search               -&gt; .search.docent-old
 * .search.docent-new   -&gt; search
 * </pre>
 *
 * There a build killed between them leaves the old search under its other name; the next {@link #open} puts it back.
 *
 * <p>One publisher at a time works on a folder: it holds a lock file beside it while open.
 */
public final class SitePublisher implements AutoCloseable {
    /** Lock files of this process's publishers: the system's locks are a process's, and know no threads. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final Path newFolder;
    private final Path oldFolder;
    private final Path lockFile;
    private final FileChannel lockChannel;

    private SitePublisher(Path folder, Path lockFile, FileChannel lockChannel) {
        this.folder = folder;
        this.newFolder = sibling(folder, "new");
        this.oldFolder = sibling(folder, "old");
        this.lockFile = lockFile;
        this.lockChannel = lockChannel;
    }

    private static Path sibling(Path folder, String suffix) {
        return folder.resolveSibling("." + folder.getFileName() + ".docent-" + suffix);
    }

    /**
     * Takes the site for writing and mends what a build that was killed left behind.
     *
     * @param site the site's root
     * @param outputFolder the search folder, relative to it
     * @throws IndexingException if another build is at work there, the folder is not a search of ours ({@link OtherFolders}), or
     *     the site cannot be written
     */
    public static SitePublisher open(Path site, String outputFolder) throws IndexingException {
        Path root = site.toAbsolutePath().normalize();
        Path folder = root.resolve(outputFolder).normalize();
        if (folder.equals(root) || !folder.startsWith(root)) {
            throw IndexingException.badParameter(
                    "outputFolder", "'" + outputFolder + "' is not a folder below the site's root");
        }
        SitePublisher publisher = null;
        try {
            Files.createDirectories(folder.getParent());
            if (!folder.getParent().toRealPath().startsWith(root.toRealPath())) {
                throw IndexingException.badParameter(
                        "outputFolder", "'" + outputFolder + "' leads out of the site by a symbolic link");
            }
            if (Files.isSymbolicLink(folder)) {
                throw IndexingException.badParameter(
                        "outputFolder", "'" + outputFolder + "' is a symbolic link; name a folder, or remove the link");
            }
            publisher = lock(folder);
            publisher.recover();
            OtherFolders.refuse(root, outputFolder);
            return publisher;
        } catch (IndexingException e) {
            if (publisher != null) {
                publisher.close();
            }
            throw e;
        } catch (IOException e) {
            if (publisher != null) {
                publisher.close();
            }
            throw failure("The site's folder " + folder.getParent() + " cannot be written", e);
        }
    }

    /** The search folder. */
    public Path folder() {
        return folder;
    }

    /**
     * Puts the files in the place of the search folder.
     *
     * @throws IndexingException if that fails; the search that was there before is there still
     */
    public void publish(SearchFiles files) throws IndexingException {
        try {
            delete(newFolder);
            write(files);
        } catch (IOException e) {
            deleteQuietly(newFolder);
            throw failure(
                    "The search could not be written to " + newFolder + "; the one that was there before is untouched",
                    e);
        }
        if (FolderExchange.exchange(newFolder, folder)) {
            deleteQuietly(newFolder);
            return;
        }
        try {
            if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
                Files.move(folder, oldFolder, StandardCopyOption.ATOMIC_MOVE);
            }
            Files.move(newFolder, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            try {
                recover();
            } catch (IOException again) {
                e.addSuppressed(again);
            }
            throw failure(
                    "The folder " + folder + " could not be replaced (is one of its files open?); the search that was"
                            + " there before is untouched",
                    e);
        }
        deleteQuietly(oldFolder);
    }

    private void write(SearchFiles files) throws IOException {
        for (Map.Entry<String, byte[]> entry : files.files().entrySet()) {
            Path file = newFolder.resolve(entry.getKey()).normalize();
            if (!file.startsWith(newFolder)) {
                throw new IOException("the name " + entry.getKey() + " leads out of the folder");
            }
            Files.createDirectories(file.getParent());
            try (FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
                ByteBuffer bytes = ByteBuffer.wrap(entry.getValue());
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
        }
        for (Map.Entry<String, byte[]> entry : files.files().entrySet()) {
            if (!Arrays.equals(Files.readAllBytes(newFolder.resolve(entry.getKey())), entry.getValue())) {
                throw new IOException(entry.getKey() + " reads back as other bytes than were written");
            }
        }
    }

    /** Ends what an interrupted build began: the old search back in its place, the rest removed. */
    private void recover() throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)
                && Files.isDirectory(oldFolder, LinkOption.NOFOLLOW_LINKS)) {
            Files.move(oldFolder, folder, StandardCopyOption.ATOMIC_MOVE);
        }
        delete(oldFolder);
        delete(newFolder);
    }

    private static SitePublisher lock(Path folder) throws IOException, IndexingException {
        Path lockFile = sibling(folder, "lock");
        if (!HELD.add(lockFile)) {
            throw otherBuild(folder);
        }
        try {
            while (true) {
                FileChannel channel = FileChannel.open(
                        lockFile, StandardOpenOption.WRITE, StandardOpenOption.CREATE, LinkOption.NOFOLLOW_LINKS);
                try {
                    if (isLockedElsewhere(channel)) {
                        throw otherBuild(folder);
                    }
                    if (isSame(channel, lockFile)) {
                        return new SitePublisher(folder, lockFile, channel);
                    }
                    channel.close(); // its holder removed the file between our opening and our locking it
                } catch (IOException | IndexingException e) {
                    channel.close();
                    throw e;
                }
            }
        } catch (IOException | IndexingException e) {
            HELD.remove(lockFile);
            throw e;
        }
    }

    private static IndexingException otherBuild(Path folder) {
        return new IndexingException(
                IndexingException.Kind.SITE,
                "Another build is writing the search in " + folder + ". Wait for it to end, or give each"
                        + " its own outputFolder.");
    }

    /** Takes the lock, if no other process or thread has it. */
    private static boolean isLockedElsewhere(FileChannel channel) {
        try {
            return channel.tryLock() == null;
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (IOException e) {
            return false; // some network drives know no locks: nothing can be learnt there of other builds
        }
    }

    /**
     * Whether the file of that name is the one that the channel writes to, found out by giving it a size that no other has.
     * It must not be opened for that: POSIX drops all locks of a process on a file when the process closes it once.
     */
    private static boolean isSame(FileChannel channel, Path file) throws IOException {
        int mark = 1 + new SecureRandom().nextInt(1 << 16);
        channel.truncate(0);
        channel.write(ByteBuffer.allocate(1), mark - 1);
        try {
            return Files.size(file) == mark;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(lockFile);
        } catch (IOException e) {
            // an empty file stays; it hinders nobody, since what counts is the lock on it
        }
        try {
            lockChannel.close();
        } catch (IOException e) {
            // the lock ends with the process at the latest
        }
        HELD.remove(lockFile);
    }

    private static void deleteQuietly(Path folder) {
        try {
            delete(folder);
        } catch (IOException e) {
            // the next open tries again; nothing reads the folder until then
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                if (e != null) {
                    throw e;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static IndexingException failure(String what, IOException e) {
        return new IndexingException(
                IndexingException.Kind.FAILURE, what + " (" + IndexingException.reasonOf(e) + ").", e);
    }
}

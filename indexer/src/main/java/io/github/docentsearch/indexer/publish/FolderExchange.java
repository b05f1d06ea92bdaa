package io.github.docentsearch.indexer.publish;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.nio.charset.Charset;
import java.nio.file.FileSystems;
import java.nio.file.Path;

/**
 * Exchanges two folders in one step, where the system can: {@code renameat2} with {@code RENAME_EXCHANGE} on Linux
 * (3.15 and later; ext4, XFS, Btrfs, tmpfs, overlayfs and others) and {@code renamex_np} with {@code RENAME_SWAP} on
 * macOS (APFS).
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/rename.2.html">rename(2) of Linux</a>
 */
final class FolderExchange {
    /** "The paths are relative to the working folder", of fcntl.h; no path here is relative. */
    private static final int AT_FDCWD = -100;

    private static final int RENAME_EXCHANGE = 2;
    private static final int RENAME_SWAP = 2;

    private FolderExchange() {}

    /** The C library's functions. A missing one is an {@link UnsatisfiedLinkError} when called. */
    private interface CLibrary extends Library {
        int renameat2(int oldFolder, byte[] oldPath, int newFolder, byte[] newPath, int flags);

        int renamex_np(byte[] from, byte[] to, int flags);
    }

    /**
     * Exchanges the names of two folders of one file system, at once or not at all.
     *
     * @return whether it was done; if not, both are as they were, and the system or the file system does not know how
     */
    static boolean exchange(Path one, Path other) {
        if (one.getFileSystem() != FileSystems.getDefault() || !(Platform.isLinux() || Platform.isMac())) {
            return false;
        }
        byte[] from = bytes(one);
        byte[] to = bytes(other);
        try {
            CLibrary c = Native.load(Platform.C_LIBRARY_NAME, CLibrary.class);
            int result = Platform.isMac()
                    ? c.renamex_np(from, to, RENAME_SWAP)
                    : c.renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_EXCHANGE);
            return result == 0;
        } catch (LinkageError e) {
            return false; // a C library without the function, or a machine on which JNA cannot load its own part
        }
    }

    /** A path as the system's functions take it: in the encoding of file names, ended by a zero. */
    private static byte[] bytes(Path path) {
        String encoding =
                System.getProperty("sun.jnu.encoding", Charset.defaultCharset().name());
        return (path.toAbsolutePath() + "\0").getBytes(Charset.forName(encoding));
    }
}

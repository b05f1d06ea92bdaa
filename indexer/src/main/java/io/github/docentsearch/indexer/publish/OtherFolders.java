package io.github.docentsearch.indexer.publish;

import io.github.docentsearch.indexer.IndexingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps folders of others from being replaced by a search: a site may have a folder {@code search} of its own, and a user may
 * name the folder of the API's pages by mistake.
 */
public final class OtherFolders {
    /** A search of ours has it, and no other that we know of. */
    private static final String INDEX = "search-index.bin";

    /** How {@link Manifest} begins; other tools write a {@code manifest.json} as well. */
    private static final String MANIFEST_START = "{\"generator\":\"Docent\"";

    /** Names that the message tells. */
    private static final int SHOWN = 3;

    private OtherFolders() {}

    /**
     * Passes a folder that is not there, is empty, or holds a search of ours, however old or damaged.
     *
     * @param site the site's root
     * @param outputFolder what shall be replaced, relative to it
     * @throws IndexingException if something else is there
     */
    public static void refuse(Path site, String outputFolder) throws IndexingException {
        Path folder = site.resolve(outputFolder);
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS) || isOurs(folder)) {
            return;
        }
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw IndexingException.badParameter(
                    "outputFolder", folder + " is not a folder. Name another one: -Ddocent.outputFolder=docent");
        }
        List<String> names = namesIn(folder);
        if (!names.isEmpty()) {
            String more = names.size() > SHOWN ? " and more" : "";
            throw IndexingException.badParameter(
                    "outputFolder",
                    folder + " holds something that is not Docent's ("
                            + String.join(", ", names.subList(0, Math.min(SHOWN, names.size()))) + more
                            + "), and all of it would be lost. Name another folder, which need not be there yet:"
                            + " -Ddocent.outputFolder=docent");
        }
    }

    private static boolean isOurs(Path folder) {
        if (Files.isRegularFile(folder.resolve(INDEX), LinkOption.NOFOLLOW_LINKS)) {
            return true;
        }
        try (InputStream in = Files.newInputStream(folder.resolve("manifest.json"), LinkOption.NOFOLLOW_LINKS)) {
            byte[] start = in.readNBytes(MANIFEST_START.length());
            return MANIFEST_START.equals(new String(start, StandardCharsets.UTF_8));
        } catch (IOException e) {
            return false; // not there, or not for us to read
        }
    }

    private static List<String> namesIn(Path folder) throws IndexingException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                names.add(entry.getFileName().toString());
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw new IndexingException(
                    IndexingException.Kind.FAILURE, "The folder " + folder + " cannot be read (" + e + ")", e);
        }
        names.sort(null);
        return names;
    }
}

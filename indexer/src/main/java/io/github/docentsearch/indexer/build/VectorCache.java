package io.github.docentsearch.indexer.build;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Vectors of texts that were embedded before, by content hash, so that a rebuild embeds only what changed.
 *
 * <p>A folder per model; in it, immutable segment files that are written aside and moved into place, so that several builds
 * may share the cache and a killed build loses at most what it embedded since the last {@link #flush()}. A damaged segment is
 * deleted and its vectors are embedded again. When a model's segments are many or large, they are merged to one, the vectors
 * of the current build first.
 */
public final class VectorCache {
    private static final int MAGIC = 0x43565444; // DTVC
    private static final int KEY_SIZE = 16;
    private static final int HEADER_SIZE = 16;
    private static final String SUFFIX = ".vectors";
    private static final String UNFINISHED = ".tmp";
    private static final Duration ABANDONED_AFTER = Duration.ofHours(1);

    /** Segments that are read without merging them. */
    private static final int MAX_SEGMENTS = 12;

    private final @Nullable Path folder;
    private final int dimensions;
    private final long maxBytes;
    private final Map<Key, float[]> known = new HashMap<>();
    private final Map<Key, float[]> used = new LinkedHashMap<>();
    private final Map<Key, float[]> unsaved = new LinkedHashMap<>();
    private final List<Path> segments = new ArrayList<>();

    private VectorCache(@Nullable Path folder, int dimensions, long maxBytes) {
        this.folder = folder;
        this.dimensions = dimensions;
        this.maxBytes = maxBytes;
    }

    /**
     * Opens the cache of one model.
     *
     * @param directory where caches live; {@code null} keeps nothing between builds
     * @param modelFingerprint hash of the model's files; a folder of this name is made
     * @param dimensions length of the vectors
     * @param maxBytes what the model's segments may take once they are merged
     * @throws IOException if the folder cannot be made or listed
     */
    public static VectorCache open(@Nullable Path directory, String modelFingerprint, int dimensions, long maxBytes)
            throws IOException {
        if (directory == null) {
            return new VectorCache(null, dimensions, maxBytes);
        }
        Path folder = Files.createDirectories(directory.resolve(modelFingerprint));
        VectorCache cache = new VectorCache(folder, dimensions, maxBytes);
        while (!cache.loadNew()) {
            // A segment that was listed has gone: another build has merged it into one that was not there yet.
        }
        return cache;
    }

    /** Reads the segments that were not there before; false if one of them vanished meanwhile. */
    private boolean loadNew() throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (file.toString().endsWith(SUFFIX) && !segments.contains(file)) {
                    found.add(file);
                } else if (file.toString().endsWith(UNFINISHED)) {
                    deleteIfAbandoned(file);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        found.sort(Comparator.naturalOrder());
        boolean all = true;
        for (Path segment : found) {
            all &= load(segment);
        }
        return all;
    }

    /** Deletes what a killed build did not finish. A build that is at work finishes within moments. */
    private static void deleteIfAbandoned(Path unfinished) throws IOException {
        try {
            Instant modified = Files.getLastModifiedTime(unfinished).toInstant();
            if (modified.isBefore(Instant.now().minus(ABANDONED_AFTER))) {
                Files.deleteIfExists(unfinished);
            }
        } catch (NoSuchFileException e) {
            // its build has just finished it
        }
    }

    /** The vector of a text that was embedded before, or {@code null}. The array is the cache's own. */
    public float @Nullable [] get(String text) {
        Key key = Key.of(text);
        float[] vector = known.get(key);
        if (vector != null) {
            used.put(key, vector);
        }
        return vector;
    }

    /** Remembers a vector; it reaches the disk with the next {@link #flush()}. */
    public void put(String text, float[] vector) {
        Key key = Key.of(text);
        known.put(key, vector);
        used.put(key, vector);
        unsaved.put(key, vector);
    }

    /** Writes what is new to a segment of its own. */
    public void flush() throws IOException {
        if (folder != null && !unsaved.isEmpty()) {
            segments.add(write(unsaved));
            unsaved.clear();
        }
    }

    /** Writes what is new, and merges the segments when they are many or large. */
    public void close() throws IOException {
        flush();
        if (folder == null) {
            return;
        }
        long bytes = 0;
        for (Path segment : segments) {
            bytes += Files.exists(segment) ? Files.size(segment) : 0;
        }
        if (segments.size() > MAX_SEGMENTS || bytes > maxBytes) {
            merge();
        }
    }

    private void merge() throws IOException {
        long room = Math.max(used.size(), maxBytes / (KEY_SIZE + 4L * dimensions));
        Map<Key, float[]> kept = new LinkedHashMap<>(used);
        for (Map.Entry<Key, float[]> entry : known.entrySet()) {
            if (kept.size() >= room) {
                break;
            }
            kept.putIfAbsent(entry.getKey(), entry.getValue());
        }
        Path merged = write(kept);
        for (Path segment : segments) {
            Files.deleteIfExists(segment);
        }
        segments.clear();
        segments.add(merged);
    }

    private Path write(Map<Key, float[]> vectors) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(
                        Math.toIntExact(HEADER_SIZE + vectors.size() * (KEY_SIZE + 4L * dimensions) + 4))
                .order(ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(MAGIC).putInt(1).putInt(dimensions).putInt(vectors.size());
        for (Map.Entry<Key, float[]> entry : vectors.entrySet()) {
            buffer.putLong(entry.getKey().high).putLong(entry.getKey().low);
            for (float value : entry.getValue()) {
                buffer.putFloat(value);
            }
        }
        CRC32 checksum = new CRC32();
        checksum.update(buffer.array(), 0, buffer.position());
        buffer.putInt((int) checksum.getValue());
        Path target = folder.resolve(UUID.randomUUID() + SUFFIX);
        Path temporary = folder.resolve(target.getFileName() + UNFINISHED);
        try {
            Files.write(temporary, buffer.array());
            return Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
    }

    /** Reads a segment; false if it is not there any more. */
    private boolean load(Path segment) throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(segment);
        } catch (NoSuchFileException mergedByAnotherBuild) {
            return false;
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (!sound(buffer)) {
            Files.deleteIfExists(segment);
            return true;
        }
        segments.add(segment);
        int count = buffer.getInt(12);
        buffer.position(HEADER_SIZE);
        for (int i = 0; i < count; i++) {
            Key key = new Key(buffer.getLong(), buffer.getLong());
            float[] vector = new float[dimensions];
            buffer.asFloatBuffer().get(vector);
            buffer.position(buffer.position() + 4 * dimensions);
            known.put(key, vector);
        }
        return true;
    }

    private boolean sound(ByteBuffer buffer) {
        if (buffer.capacity() < HEADER_SIZE + 4 || buffer.getInt(0) != MAGIC || buffer.getInt(8) != dimensions) {
            return false;
        }
        long expected = HEADER_SIZE + buffer.getInt(12) * (KEY_SIZE + 4L * dimensions) + 4;
        if (buffer.capacity() != expected) {
            return false;
        }
        CRC32 checksum = new CRC32();
        checksum.update(buffer.array(), 0, buffer.capacity() - 4);
        return (int) checksum.getValue() == buffer.getInt(buffer.capacity() - 4);
    }

    /** The first 128 bits of a text's SHA-256. */
    private record Key(long high, long low) {
        static Key of(String text) {
            try {
                ByteBuffer hash = ByteBuffer.wrap(
                        MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
                return new Key(hash.getLong(), hash.getLong());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every JDK has SHA-256", e);
            }
        }
    }
}

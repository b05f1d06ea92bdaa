package io.github.docentsearch.indexer.build;

import io.github.docentsearch.format.IndexFileWriter;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Compresses and inflates the format's blocks (RFC 1951 without a zlib header) with the JDK's zlib. */
public final class Deflate {
    private Deflate() {}

    /**
     * For {@link IndexFileWriter}: the best compression that zlib has; the same bytes for the same input. Repetitions are looked
     * for in one try, and not in another: among numbers, which only chance repeats, they cost more than they save.
     */
    public static byte[] compress(byte[] block) {
        byte[] repeated = compress(block, Deflater.DEFAULT_STRATEGY);
        byte[] plain = compress(block, Deflater.HUFFMAN_ONLY);
        return plain.length < repeated.length ? plain : repeated;
    }

    private static byte[] compress(byte[] block, int strategy) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setStrategy(strategy);
            deflater.setInput(block);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream(block.length / 2 + 64);
            byte[] buffer = new byte[8192];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    /**
     * The inflated bytes, as many as there are up to {@code size}; fewer if the input is damaged or truncated, which the
     * format's checksum then shows.
     */
    public static byte[] inflate(byte[] stored, int size) {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(stored);
            byte[] target = new byte[size];
            int length = 0;
            while (length < size && !inflater.finished()) {
                int more = inflater.inflate(target, length, size - length);
                if (more == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    break;
                }
                length += more;
            }
            return length == size ? target : Arrays.copyOf(target, length);
        } catch (DataFormatException e) {
            return new byte[0];
        } finally {
            inflater.end();
        }
    }
}

package io.github.docentsearch.indexer.fuzz;

import io.github.docentsearch.bytes.ByteRegion;
import io.github.docentsearch.bytes.ByteSink;
import io.github.docentsearch.bytes.HeapRegion;
import io.github.docentsearch.bytes.XxHash32;
import io.github.docentsearch.format.IndexFormat;

/** Header, directory and block tables, and files cut off or grown anywhere. */
public final class HeadFuzz {
    private static final byte[] GOLDEN = Golden.index(0).toDeflatedFile();
    private static final long SIZE = Golden.index(0).size();

    private HeadFuzz() {}

    /** Called once, so that no input is charged for what is loaded only once. */
    public static void fuzzerInitialize() {
        fuzzerTestOneInput(new byte[1]);
    }

    /** {@link Edits} of the whole file, of which the first byte says whether its head's checksums are computed anew. */
    public static void fuzzerTestOneInput(byte[] input) {
        byte[] file = file(input);
        Asking.ask(file, null, SIZE + file.length);
    }

    static byte[] file(byte[] input) {
        byte[] file = new Edits(input, 1).applyTo(GOLDEN);
        return input.length > 0 && (input[0] & 1) == 0 ? withChecksums(file) : file;
    }

    private static byte[] withChecksums(byte[] file) {
        ByteRegion bytes = HeapRegion.of(file);
        if (file.length < IndexFormat.HEADER_SIZE) {
            return file;
        }
        int headSize = bytes.getInt(12);
        ByteSink out = new ByteSink().putBytes(file);
        if (headSize >= IndexFormat.HEADER_SIZE && headSize <= file.length) {
            out.setInt(20, XxHash32.of(bytes, IndexFormat.HEADER_SIZE, headSize - IndexFormat.HEADER_SIZE));
        }
        out.setInt(24, XxHash32.of(HeapRegion.of(out.toByteArray()), 0, 24));
        return out.toByteArray();
    }
}

import com.dylibso.chicory.wabt.Wat2Wasm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Makes the one {@code docent.wasm} of the engine that TeaVM compiled and ShrinkEngine shrank, and the kernels of {@code src/main/wat}.
 *
 * <p>Run by the build as a single source file. Each kernel file is assembled and appended to the engine as a custom section
 * named {@code docent.kernels}, so that a reader's browser fetches, and caches, one file. TeaVM's own list of imported globals,
 * which nobody reads, is left out.
 *
 * <p>Arguments: the engine's file, the folder of kernels, the file to write.
 */
final class AssembleEngine {
    private static final int CUSTOM_SECTION = 0;
    private static final int PREAMBLE_SIZE = 8;

    public static void main(String[] arguments) throws IOException {
        byte[] engine = Files.readAllBytes(Path.of(arguments[0]));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(engine, 0, PREAMBLE_SIZE);
        copySections(engine, out);
        for (Path kernel : kernelFiles(Path.of(arguments[1]))) {
            try {
                writeCustomSection("docent.kernels", Wat2Wasm.parse(kernel.toFile()), out);
            } catch (RuntimeException e) {
                throw new IOException(kernel + " does not assemble: " + e.getMessage(), e);
            }
        }
        Path target = Path.of(arguments[2]);
        Files.createDirectories(target.getParent());
        Files.write(target, out.toByteArray());
    }

    /** In name order, so that the same sources give the same bytes. */
    private static List<Path> kernelFiles(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, "*.wat")) {
            stream.forEach(files::add);
        }
        Collections.sort(files);
        return files;
    }

    private static void copySections(byte[] module, ByteArrayOutputStream out) {
        int at = PREAMBLE_SIZE;
        while (at < module.length) {
            int start = at;
            int code = module[at++];
            int size = 0;
            for (int shift = 0; ; shift += 7) {
                int next = module[at++];
                size |= (next & 0x7F) << shift;
                if (next >= 0) {
                    break;
                }
            }
            int nameLength = module[at];
            String name = code != CUSTOM_SECTION
                    ? ""
                    : new String(module, at + 1, nameLength, StandardCharsets.UTF_8);
            at += size;
            if (!name.equals("teavm.imports")) {
                out.write(module, start, at - start);
            }
        }
    }

    private static void writeCustomSection(String name, byte[] content, ByteArrayOutputStream out) {
        byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
        out.write(CUSTOM_SECTION);
        writeUnsigned(1 + nameBytes.length + content.length, out);
        writeUnsigned(nameBytes.length, out);
        out.writeBytes(nameBytes);
        out.writeBytes(content);
    }

    /** Unsigned LEB128, as WebAssembly writes integers. */
    private static void writeUnsigned(int value, ByteArrayOutputStream out) {
        int rest = value;
        while (rest > 0x7F) {
            out.write(rest & 0x7F | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }
}

import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wabt.Wat2WasmModule;
import com.dylibso.chicory.wasi.WasiExitException;
import com.dylibso.chicory.wasi.WasiOptions;
import com.dylibso.chicory.wasi.WasiPreview1;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the one {@code docent.wasm} of the engine that TeaVM compiled and ShrinkEngine shrank, and the kernels of {@code src/main/wat}.
 *
 * <p>Run by the build as a single source file. Each kernel file is assembled and appended to the engine as a custom section
 * named {@code docent.kernels}, so that a reader's browser fetches, and caches, one file. They come in the order of their names:
 * a kernel may import functions of those before it, and one whose name ends in {@code .relaxed.wat} replaces the functions of the
 * one before it where the browser has relaxed SIMD. What TeaVM says of imports and memory, which
 * nobody reads, is left out; its constants must have room in the first page of memory.
 *
 * <p>Arguments: the engine's file, the folder of kernels, the file to write.
 */
final class AssembleEngine {
    private static final int CUSTOM_SECTION = 0;
    private static final int PREAMBLE_SIZE = 8;
    private static final int PAGE_SIZE = 1 << 16;

    public static void main(String[] arguments) throws IOException {
        byte[] engine = Files.readAllBytes(Path.of(arguments[0]));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(engine, 0, PREAMBLE_SIZE);
        copySections(engine, out);
        for (Path kernel : kernelFiles(Path.of(arguments[1]))) {
            writeCustomSection("docent.kernels", assemble(kernel), out);
        }
        Path target = Path.of(arguments[2]);
        Files.createDirectories(target.getParent());
        Files.write(target, out.toByteArray());
    }

    /** What the library's Wat2Wasm does, but with relaxed SIMD, which it has no switch for. */
    private static byte[] assemble(Path kernel) throws IOException {
        ByteArrayOutputStream module = new ByteArrayOutputStream();
        ByteArrayOutputStream complaints = new ByteArrayOutputStream();
        WasiOptions options = WasiOptions.builder()
                .withStdout(module)
                .withStderr(complaints)
                .withDirectory("/wat", kernel.getParent())
                .withArguments(List.of(
                        "wat2wasm", "--enable-relaxed-simd", "/wat/" + kernel.getFileName(), "--output=-"))
                .build();
        try (WasiPreview1 wasi = WasiPreview1.builder().withOptions(options).build()) {
            Instance.builder(Wat2WasmModule.load())
                    .withMachineFactory(Wat2WasmModule::create)
                    .withImportValues(ImportValues.builder()
                            .addFunction(wasi.toHostFunctions())
                            .build())
                    .build();
        } catch (WasiExitException e) {
            throw new IOException(kernel + " does not assemble:\n" + complaints, e);
        }
        return module.toByteArray();
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

    private static void copySections(byte[] module, ByteArrayOutputStream out) throws IOException {
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
            if (name.equals("teavm.memoryRequirements")) {
                checkConstants(new String(module, at, size, StandardCharsets.UTF_8));
            }
            at += size;
            if (!name.startsWith("teavm.")) {
                out.write(module, start, at - start);
            }
        }
    }

    /** The glue lets the engine's own memory begin behind the first page. */
    private static void checkConstants(String requirements) throws IOException {
        Matcher size = Pattern.compile("\"dataSize\":(\\d+)").matcher(requirements);
        if (!size.find() || Integer.parseInt(size.group(1)) > PAGE_SIZE) {
            throw new IOException("The engine's constants have no room in the first page: " + requirements);
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

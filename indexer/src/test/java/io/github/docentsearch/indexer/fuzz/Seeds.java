package io.github.docentsearch.indexer.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** Inputs that are kept: one a line, in hexadecimal digits; a line that begins with {@code #} says where the next came from. */
final class Seeds {
    /** The targets: a class {@code IndexFuzz} for {@code Index}, a list {@code Index.seeds} of inputs. */
    static final List<String> TARGETS = List.of("Index", "Model", "Head", "Text");

    private Seeds() {}

    static List<byte[]> of(String target) {
        try (InputStream in = Seeds.class.getResourceAsStream("/fuzz/" + target + ".seeds")) {
            return new String(Objects.requireNonNull(in, target).readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(HexFormat.of()::parseHex)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

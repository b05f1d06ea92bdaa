package io.github.docentsearch.maven;

import io.github.docentsearch.indexer.IndexingException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What -D says of the parameters that are elements within an element, such as {@code -Ddocent.hnsw.efSearch=100}: Maven itself
 * knows properties of whole parameters only. It wins over the POM.
 */
final class CommandLine {
    private final Properties properties;

    CommandLine(Properties properties) {
        this.properties = properties;
    }

    /** The value of {@code docent.} and {@code name}; {@code inPom} if there is none. */
    @Nullable
    String text(String name, @Nullable String inPom) {
        return properties.getProperty("docent." + name, inPom);
    }

    boolean flag(String name, boolean inPom) throws IndexingException {
        String value = text(name, String.valueOf(inPom));
        if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
            throw IndexingException.badParameter(name, "'" + value + "' is neither true nor false");
        }
        return Boolean.parseBoolean(value);
    }

    int integer(String name, int inPom) throws IndexingException {
        try {
            return Integer.parseInt(text(name, String.valueOf(inPom)));
        } catch (NumberFormatException e) {
            throw IndexingException.badParameter(name, "'" + text(name, null) + "' is not a whole number below 2^31");
        }
    }

    double number(String name, double inPom) throws IndexingException {
        try {
            return Double.parseDouble(text(name, String.valueOf(inPom)));
        } catch (NumberFormatException e) {
            throw IndexingException.badParameter(name, "'" + text(name, null) + "' is not a number");
        }
    }
}

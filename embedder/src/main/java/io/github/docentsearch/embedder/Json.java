package io.github.docentsearch.embedder;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the JSON of models into maps, lists, strings, doubles, booleans and null. */
final class Json {
    private static final Gson GSON =
            new GsonBuilder().setStrictness(Strictness.STRICT).create();

    private Json() {}

    /** @throws IllegalArgumentException if {@code text} is not JSON (RFC 8259); the message says where */
    static @Nullable Object parse(String text) {
        try {
            return GSON.fromJson(text, Object.class);
        } catch (JsonParseException e) {
            String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            throw new IllegalArgumentException(message.replaceFirst("^[\\w.]+Exception: ", ""), e);
        }
    }

    /** The value found by following {@code names} from object to object, or {@code null} if one is missing. */
    static @Nullable Object find(@Nullable Object value, String... names) {
        Object found = value;
        for (String name : names) {
            found = found instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return found;
    }
}

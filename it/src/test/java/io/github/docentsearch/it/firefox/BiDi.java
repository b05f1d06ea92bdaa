package io.github.docentsearch.it.firefox;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** A connection that speaks WebDriver BiDi (W3C): commands and their results, and events, as JSON over a WebSocket. */
final class BiDi implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 120;

    private final Map<Integer, CompletableFuture<JsonObject>> answers = new ConcurrentHashMap<>();
    private final List<JsonObject> events = new CopyOnWriteArrayList<>();
    private final AtomicInteger lastId = new AtomicInteger();
    private final Gson gson = new Gson();
    private final WebSocket socket;

    /** @param address for example {@code ws://127.0.0.1:4444/session} */
    BiDi(URI address) {
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address, new Receiver())
                .join();
    }

    /** Sends a command and waits for its result; fails the test if the browser refuses it. */
    JsonObject send(String method, Map<String, ?> parameters) {
        int id = lastId.incrementAndGet();
        CompletableFuture<JsonObject> answer = new CompletableFuture<>();
        answers.put(id, answer);
        socket.sendText(gson.toJson(Map.of("id", id, "method", method, "params", parameters)), true)
                .join();
        try {
            JsonObject message = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (message.has("error")) {
                throw new AssertionError(method + ": " + message.get("error").getAsString() + ": "
                        + message.get("message").getAsString());
            }
            return message.getAsJsonObject("result");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new AssertionError(method + ": the connection to Firefox broke", e);
        } catch (TimeoutException e) {
            throw new AssertionError(method + ": Firefox gave no answer in " + PATIENCE_SECONDS + " s", e);
        }
    }

    /** Parameters of the events of one kind so far. */
    List<JsonObject> events(String method) {
        return events.stream()
                .filter(event -> event.get("method").getAsString().equals(method))
                .map(event -> event.getAsJsonObject("params"))
                .toList();
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Receiver implements WebSocket.Listener {
        private final StringBuilder message = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            message.append(part);
            if (last) {
                JsonObject whole = JsonParser.parseString(message.toString()).getAsJsonObject();
                message.setLength(0);
                if (whole.has("id") && !whole.get("id").isJsonNull()) {
                    answers.remove(whole.get("id").getAsInt()).complete(whole);
                } else if (whole.has("method")) {
                    events.add(whole);
                }
            }
            from.request(1);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            answers.values().forEach(answer -> answer.completeExceptionally(error));
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            onError(from, new IllegalStateException("closed: " + status + " " + reason));
            return null;
        }
    }
}

package io.github.docentsearch.indexer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A static host with the habits that a test gives it. */
final class SiteServer implements AutoCloseable {
    private static final Map<String, String> TYPES = Map.of(
            "html",
            "text/html; charset=utf-8",
            "js",
            "text/javascript",
            "wasm",
            "application/wasm",
            "json",
            "text/json");

    private final Path root;
    private final HttpServer server;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Set<String> failOnce = ConcurrentHashMap.newKeySet();
    private volatile String securityPolicy = "";
    private volatile boolean knowsRanges = true;

    SiteServer(Path root) throws IOException {
        this.root = root;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newFixedThreadPool(4));
        server.createContext("/", this::answer);
        server.start();
    }

    /** Sends this Content-Security-Policy with every answer. */
    SiteServer securityPolicy(String policy) {
        securityPolicy = policy;
        return this;
    }

    /** Answers every request with the whole file. */
    SiteServer withoutRanges() {
        knowsRanges = false;
        return this;
    }

    /** Answers the first request for this file name with 503. */
    SiteServer failOnce(String name) {
        failOnce.add(name);
        return this;
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** File names asked for, each with its range, in order of arrival. */
    List<String> requests() {
        return requests;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath().substring(1);
            Path file = root.resolve(path).normalize();
            String range = exchange.getRequestHeaders().getFirst("Range");
            requests.add(range == null ? path : path + " " + range);
            if (failOnce.remove(file.getFileName().toString())) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            if (!file.startsWith(root) || !Files.isRegularFile(file)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            byte[] bytes = Files.readAllBytes(file);
            String extension = path.substring(path.lastIndexOf('.') + 1);
            exchange.getResponseHeaders()
                    .set("Content-Type", TYPES.getOrDefault(extension, "application/octet-stream"));
            if (!securityPolicy.isEmpty()) {
                exchange.getResponseHeaders().set("Content-Security-Policy", securityPolicy);
            }
            int status = 200;
            if (range != null && knowsRanges) {
                String[] ends = range.substring("bytes=".length()).split("-");
                int from = Integer.parseInt(ends[0]);
                int to = Math.min(bytes.length, Integer.parseInt(ends[1]) + 1);
                exchange.getResponseHeaders()
                        .set("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + bytes.length);
                bytes = Arrays.copyOfRange(bytes, from, to);
                status = 206;
            }
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

package io.github.docentsearch.indexer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

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

    /** Where redirects lead. */
    private static final String MOVED = "moved/";

    private volatile Path root;
    private final HttpServer server;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Set<String> failOnce = ConcurrentHashMap.newKeySet();
    private final Set<String> missing = ConcurrentHashMap.newKeySet();
    private volatile String securityPolicy = "";
    private final Map<String, byte[]> cached = new ConcurrentHashMap<>();
    private final Set<String> cutOnce = ConcurrentHashMap.newKeySet();
    private final Set<String> lostOnce = ConcurrentHashMap.newKeySet();
    private volatile boolean knowsRanges = true;
    private volatile boolean compresses;
    private volatile boolean redirects;
    private volatile boolean dribbles;
    private volatile SeveralRanges several = SeveralRanges.WHOLE_FILE;
    private volatile Map<String, String> headers = Map.of();
    private volatile CountDownLatch meeting = new CountDownLatch(0);

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

    /** Sends these headers with every answer, and answers so to who asks for several ranges. */
    SiteServer several(SeveralRanges habit, Map<String, String> serverHeaders) {
        several = habit;
        headers = serverHeaders;
        return this;
    }

    /** Serves another folder from now on, as after a release. */
    void release(Path newRoot) {
        root = newRoot;
    }

    /** Answers the first request for this file name with 503. */
    SiteServer failOnce(String name) {
        failOnce.add(name);
        return this;
    }

    /** Answers the first request for this file name with 404, as a host does in the moment of a release. */
    SiteServer loseOnce(String name) {
        lostOnce.add(name);
        return this;
    }

    /** Breaks the connection in the middle of the first answer with this file name. */
    SiteServer cutOnce(String name) {
        cutOnce.add(name);
        return this;
    }

    /** Compresses whatever the browser takes compressed, without telling its length, and knows no ranges then. */
    SiteServer compressing() {
        compresses = true;
        knowsRanges = false;
        return this;
    }

    /** Sends every request on to another address of the same file. */
    SiteServer redirecting() {
        redirects = true;
        return this;
    }

    /** Sends a few kilobytes at a time. */
    SiteServer dribbling() {
        dribbles = true;
        return this;
    }

    /** Answers requests for later ranges when so many have come, and loses the file if they do not come together. */
    SiteServer awaiting(int rangeRequests) {
        meeting = new CountDownLatch(rangeRequests);
        return this;
    }

    /** Gives an old copy of a script to who does not ask for the current one, as a cache does. */
    SiteServer cached(String name, byte[] old) {
        cached.put(name, old);
        return this;
    }

    /** Answers requests for this file name with 404. */
    SiteServer without(String name) {
        missing.add(name);
        return this;
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** File names asked for, each with its range, in order of arrival. */
    List<String> requests() {
        return requests;
    }

    /** Those of the requests whose path ends so. */
    List<String> requestsFor(String name) {
        return requests.stream()
                .filter(request -> request.split(" ")[0].endsWith(name))
                .toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath().substring(1);
            String query = exchange.getRequestURI().getQuery();
            if (redirects && !path.startsWith(MOVED)) {
                exchange.getResponseHeaders().set("Location", "/" + MOVED + path + (query == null ? "" : "?" + query));
                exchange.sendResponseHeaders(302, -1);
                return;
            }
            path = path.startsWith(MOVED) ? path.substring(MOVED.length()) : path;
            Path file = root.resolve(path).normalize();
            String range = exchange.getRequestHeaders().getFirst("Range");
            requests.add(range == null ? path : path + " " + range);
            String name = file.getFileName().toString();
            if (failOnce.remove(name) || lostOnce.contains(name)) {
                exchange.sendResponseHeaders(lostOnce.remove(name) ? 404 : 503, -1);
                return;
            }
            if (missing.contains(name) || !file.startsWith(root) || !Files.isRegularFile(file)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            boolean old = cached.containsKey(name) && (query == null || !query.contains("current="));
            byte[] bytes = old ? cached.get(name) : Files.readAllBytes(file);
            String extension = path.substring(path.lastIndexOf('.') + 1);
            exchange.getResponseHeaders()
                    .set("Content-Type", TYPES.getOrDefault(extension, "application/octet-stream"));
            if (!securityPolicy.isEmpty()) {
                exchange.getResponseHeaders().set("Content-Security-Policy", securityPolicy);
            }
            headers.forEach(exchange.getResponseHeaders()::set);
            int status = 200;
            if (range != null && knowsRanges && range.contains(",")) {
                several.answer(exchange, bytes, range.substring("bytes=".length()));
                return;
            }
            if (range != null && knowsRanges) {
                String[] ends = range.substring("bytes=".length()).split("-");
                int from = Integer.parseInt(ends[0]);
                if (from > 0 && !meets()) {
                    missing.add(name);
                    exchange.sendResponseHeaders(404, -1);
                    return;
                }
                if (from >= bytes.length) {
                    exchange.getResponseHeaders().set("Content-Range", "bytes */" + bytes.length);
                    exchange.sendResponseHeaders(416, -1);
                    return;
                }
                int to = Math.min(bytes.length, Integer.parseInt(ends[1]) + 1);
                exchange.getResponseHeaders()
                        .set("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + bytes.length);
                bytes = Arrays.copyOfRange(bytes, from, to);
                status = 206;
            }
            String accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
            if (compresses && accepted != null && accepted.contains("gzip")) {
                exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                exchange.sendResponseHeaders(status, 0);
                try (OutputStream gzip = new GZIPOutputStream(exchange.getResponseBody())) {
                    gzip.write(bytes);
                }
                return;
            }
            exchange.sendResponseHeaders(status, bytes.length);
            if (cutOnce.remove(name)) {
                exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
                exchange.getResponseBody().flush();
                return;
            }
            int step = dribbles ? 4096 : bytes.length;
            for (int at = 0; at < bytes.length; at += step) {
                exchange.getResponseBody().write(bytes, at, Math.min(step, bytes.length - at));
                exchange.getResponseBody().flush();
            }
        }
    }

    private boolean meets() {
        meeting.countDown();
        try {
            return meeting.await(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

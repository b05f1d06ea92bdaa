package io.github.docentsearch.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A static host as sites are put on: right types, byte ranges, and no knowledge of what it serves. */
public final class StaticHost implements AutoCloseable {
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html",
            "js", "text/javascript",
            "mjs", "text/javascript",
            "css", "text/css",
            "json", "application/json",
            "wasm", "application/wasm",
            "png", "image/png",
            "svg", "image/svg+xml");
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");

    private final Path root;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final Map<String, String> headers;
    private final boolean hidesExtensions;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    private StaticHost(Path root, Map<String, String> headers, boolean hidesExtensions) throws IOException {
        this.root = root.toRealPath();
        this.headers = headers;
        this.hidesExtensions = hidesExtensions;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Serves {@code root} on a free port of this machine. */
    public static StaticHost serve(Path root) throws IOException {
        return new StaticHost(root, Map.of(), false);
    }

    /** Serves {@code root} with further headers in each response, such as a Content-Security-Policy. */
    public static StaticHost serve(Path root, Map<String, String> headers) throws IOException {
        return new StaticHost(root, headers, false);
    }

    /** Serves {@code root} as hosts with pretty addresses do: {@code a} for a.html, and {@code b/} where {@code b} is asked. */
    public static StaticHost servePretty(Path root) throws IOException {
        return new StaticHost(root, Map.of(), true);
    }

    /** Address of a file of the site. */
    public String url(String path) {
        return "http://localhost:" + server.getAddress().getPort() + "/" + path;
    }

    /** What was asked for so far: status, path and range. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            headers.forEach(exchange.getResponseHeaders()::set);
            String path = exchange.getRequestURI().getPath();
            Path file = root.resolve("." + (path.endsWith("/") ? path + "index.html" : path))
                    .normalize();
            if (hidesExtensions && Files.isDirectory(file) && !path.endsWith("/")) {
                exchange.getResponseHeaders()
                        .set("Location", exchange.getRequestURI().getRawPath() + "/");
                exchange.sendResponseHeaders(301, -1);
                return;
            }
            if (hidesExtensions && !Files.exists(file)) {
                file = file.resolveSibling(file.getFileName() + ".html");
            }
            String range = exchange.getRequestHeaders().getFirst("Range");
            if (path.equals("/favicon.ico") && !Files.exists(file)) {
                // browsers ask for it unasked, and call its absence an error of the page
                exchange.sendResponseHeaders(204, -1);
                return;
            }
            if (!file.startsWith(root) || !Files.isRegularFile(file)) {
                requests.add("404 " + path);
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            byte[] content = Files.readAllBytes(file);
            String name = file.getFileName().toString();
            String extension = name.substring(name.lastIndexOf('.') + 1);
            exchange.getResponseHeaders()
                    .set("Content-Type", TYPES.getOrDefault(extension, "application/octet-stream"));
            exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
            Matcher bytes = RANGE.matcher(range == null ? "" : range);
            if (bytes.matches() && Long.parseLong(bytes.group(1)) < content.length) {
                int from = Integer.parseInt(bytes.group(1));
                int to = bytes.group(2).isEmpty()
                        ? content.length - 1
                        : (int) Math.min(content.length - 1L, Long.parseLong(bytes.group(2)));
                requests.add("206 " + path + " " + range);
                exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + to + "/" + content.length);
                send(exchange, 206, content, from, to - from + 1);
            } else {
                requests.add("200 " + path);
                send(exchange, 200, content, 0, content.length);
            }
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] content, int offset, int length)
            throws IOException {
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head || length == 0 ? -1 : length);
        if (!head && length > 0) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(content, offset, length);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

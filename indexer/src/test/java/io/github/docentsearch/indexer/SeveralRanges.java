package io.github.docentsearch.indexer;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What a host that calls itself nginx does when it is asked for several ranges of a file at once. */
enum SeveralRanges {
    /** All of them in one answer, as nginx, Apache, lighttpd and Caddy do. */
    TOGETHER,
    /** The first. */
    FIRST,
    /** Each, but the connection breaks in the last. */
    CUT,
    /** Nothing for the moment, with status 503. */
    BUSY,
    /** The file. */
    WHOLE_FILE,
    /** Nothing, with status 416. */
    REFUSED;

    private static final String BOUNDARY = "0123456789abcdef";

    /** @param ranges as in the header {@code Range}, without the unit */
    void answer(HttpExchange exchange, byte[] file, String ranges) throws IOException {
        switch (this) {
            case REFUSED -> exchange.sendResponseHeaders(416, -1);
            case BUSY -> exchange.sendResponseHeaders(503, -1);
            case WHOLE_FILE -> send(exchange, 200, file, file.length);
            case FIRST, CUT, TOGETHER -> {
                byte[] parts = parts(file, this == FIRST ? ranges.substring(0, ranges.indexOf(',')) : ranges);
                exchange.getResponseHeaders().set("Content-Type", "multipart/byteranges; boundary=" + BOUNDARY);
                send(exchange, 206, parts, this == CUT ? parts.length - BOUNDARY.length() - 100 : parts.length);
            }
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body, int sent) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body, 0, sent);
        exchange.getResponseBody().flush();
    }

    private static byte[] parts(byte[] file, String ranges) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (String range : ranges.split(",")) {
            int dash = range.indexOf('-');
            int from = Integer.parseInt(range.substring(0, dash));
            int to = Integer.parseInt(range.substring(dash + 1)) + 1;
            String head = "\r\n--" + BOUNDARY + "\r\nContent-Type: application/octet-stream\r\nContent-Range: bytes "
                    + from + "-" + (to - 1) + "/" + file.length + "\r\n\r\n";
            body.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
            body.write(file, from, to - from);
        }
        body.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.ISO_8859_1));
        return body.toByteArray();
    }
}

package io.github.docentsearch.it;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A headless Chromium, the distribution's own, that writes down every address it asks for. */
public final class Reader implements AutoCloseable {
    private final Playwright playwright;
    private final Browser browser;
    private final List<String> addresses = new CopyOnWriteArrayList<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    public Reader() {
        playwright = Playwright.create();
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium())
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    /** A page of a reader who has never been here: nothing in the cache. */
    public Page freshPage() {
        return freshPage(new Browser.NewContextOptions());
    }

    /** The same for another kind of screen, such as a phone's. */
    public Page freshPage(Browser.NewContextOptions options) {
        BrowserContext context = browser.newContext(options);
        context.onRequest(request -> addresses.add(request.url()));
        Page page = context.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        return page;
    }

    /** Addresses on other hosts than this machine that were asked for so far. */
    List<String> addressesElsewhere() {
        List<String> elsewhere = new ArrayList<>();
        for (String address : addresses) {
            String host = URI.create(address.replaceAll("[^\\x21-\\x7e]", "_")).getHost();
            if (host != null && !host.equals("localhost")) {
                elsewhere.add(address);
            }
        }
        return elsewhere;
    }

    /** Errors of scripts and of the console so far. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    private static Path chromium() {
        for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
            for (String name : List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")) {
                Path program = Path.of(folder, name);
                if (Files.isExecutable(program)) {
                    return program;
                }
            }
        }
        throw new AssertionError("These tests need Chromium on the PATH: apt-get install chromium");
    }
}

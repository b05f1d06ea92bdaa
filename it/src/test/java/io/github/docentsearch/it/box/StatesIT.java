package io.github.docentsearch.it.box;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.github.docentsearch.it.StaticHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the box says when there is nothing to show, or something is wrong: one plain sentence, and a way on. */
class StatesIT extends BoxTest {
    private static final String STRICT =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; worker-src 'self'";

    @Test
    void loadingIsSaidAndEndsWithTheAnswer() {
        Page page = reader.freshPage(DESK);
        ResultsIT.Gate engine = ResultsIT.Gate.before(page, "**/docent.wasm*");
        page.navigate(host.url("index.html"));
        BoxPage box = new BoxPage(page).open();
        page.keyboard().type("lamp");
        assertThat(box.part("note")).hasText(Pattern.compile("Loading the search….*"));
        assertThat(box.part("note").locator("progress")).isVisible();

        engine.open();
        assertThat(box.options().first().locator("mark").first()).isVisible();
        assertThat(box.part("note")).not().hasText(Pattern.compile("Loading the search….*"));
    }

    @Test
    void nothingFoundSaysWhatToTry() {
        Page page = reader.freshPage(DESK);
        page.context().route("**/query-model.bin*", Route::abort);
        page.navigate(host.url("index.html"));
        BoxPage box = new BoxPage(page).open().ask("qqqxxzz");

        assertThat(box.part("message")).containsText("Nothing found for “qqqxxzz”");
        assertThat(box.part("message")).containsText("Try fewer or other words");
        assertThat(box.field()).hasAttribute("aria-expanded", "false");
        assertThat(box.part("all-pages")).hasAttribute("href", host.url("search/index.html"));
    }

    @Test
    void aBrokenConnectionIsSaidAndTryingAgainHelps() {
        Page page = reader.freshPage(DESK);
        page.context().route("**/search/docent.js*", Route::abort);
        page.navigate(host.url("index.html"));
        BoxPage box = new BoxPage(page).open();
        page.keyboard().type("lamp");
        assertThat(box.part("note")).containsText("The search could not be loaded.");
        assertThat(box.status()).hasText("The search could not be loaded.");

        page.context().unroute("**/search/docent.js*");
        tryAgain(box).click();
        assertThat(box.options().first().locator("mark").first()).isVisible();
        assertThat(box.field()).isFocused();
    }

    @Test
    void beingOfflineIsSaidAndTryingAgainHelps() {
        Page page = reader.freshPage(DESK);
        page.navigate(host.url("index.html"));
        page.waitForFunction("() => customElements.get('docent-search')");
        page.context().setOffline(true);
        BoxPage box = new BoxPage(page).open();
        page.keyboard().type("lamp");
        assertThat(box.part("note")).containsText("You are offline");

        page.context().setOffline(false);
        tryAgain(box).click();
        assertThat(box.options().first().locator("mark").first()).isVisible();
    }

    @Test
    void aMissingIndexIsSaid() {
        Page page = reader.freshPage(DESK);
        page.context().route("**/search-index.bin*", route -> route.fulfill(new Route.FulfillOptions().setStatus(404)));

        assertThat(failure(page)).containsText("The search index is missing.");
    }

    @Test
    void aDamagedIndexIsSaid() throws IOException {
        byte[] index = Files.readAllBytes(Handbook.site().resolve("search/search-index.bin"));
        for (int i = 8; i < index.length; i += 7) {
            index[i] ^= 0x55;
        }
        Page page = reader.freshPage(DESK);
        page.context()
                .route("**/search-index.bin*", route -> route.fulfill(new Route.FulfillOptions().setBodyBytes(index)));

        assertThat(failure(page))
                .containsText(Pattern.compile("The search index is damaged\\.|The search is newer than this page\\."));
    }

    @Test
    void aSecurityPolicyThatForbidsTheEngineIsSaidWithTheCureInTheConsole() throws IOException {
        try (StaticHost strict =
                StaticHost.serve(Handbook.site(), Map.of("Content-Security-Policy", "script-src 'nonce-none'"))) {
            // with such a policy not even the box's own script would run: it is here by the reader's hand
            Page page = reader.freshPage(DESK);
            List<String> console = new ArrayList<>();
            page.onConsoleMessage(message -> console.add(message.text()));
            page.navigate(strict.url("index.html"));
            page.evaluate("""
                    async () => {
                      const script = document.createElement('script');
                      script.src = 'search/docent-search.js';
                      Object.defineProperty(document, 'currentScript', {value: script});
                    }
                    """);
            page.evaluate(Files.readString(Handbook.site().resolve("search/docent-search.js")));
            BoxPage box = new BoxPage(page).open();
            page.keyboard().type("lamp");

            assertThat(box.part("note")).containsText("The security policy of this site blocks its search.");
            assertTrue(
                    console.stream().anyMatch(text -> text.contains("script-src 'self' 'wasm-unsafe-eval'")),
                    console.toString());
        }
    }

    @Test
    void theBoxWorksUnderAStrictPolicyWithTrustedTypes() throws IOException {
        String policy = STRICT.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")
                + "; require-trusted-types-for 'script'; trusted-types 'none'";
        try (StaticHost strict = StaticHost.serve(Handbook.site(), Map.of("Content-Security-Policy", policy))) {
            Page page = reader.freshPage(DESK);
            List<String> violations = new ArrayList<>();
            page.onConsoleMessage(message -> {
                if (message.type().equals("error")) {
                    violations.add(message.text());
                }
            });
            page.navigate(strict.url("index.html"));
            BoxPage box = new BoxPage(page).open().ask("ragged wick");

            assertThat(box.options().first().locator("mark").first()).isVisible();
            assertEquals("flex", box.part("sheet").evaluate("sheet => getComputedStyle(sheet).display"));
            // a worker would need a policy of its own: without one the engine runs on the page
            assertEquals(
                    List.of(),
                    violations.stream()
                            .filter(text -> !text.contains("TrustedScriptURL"))
                            .toList());
        }
    }

    @Test
    void thePolicyThatTheManualPrintsIsEnough() throws IOException {
        Matcher printed = Pattern.compile("^Content-Security-Policy: (.+)$", Pattern.MULTILINE)
                .matcher(Files.readString(Path.of("../example-docs-site/src/site/markdown/deployment.md")));
        assertTrue(printed.find());
        try (StaticHost strict =
                StaticHost.serve(Handbook.site(), Map.of("Content-Security-Policy", printed.group(1)))) {
            Page page = reader.freshPage(DESK);
            page.navigate(strict.url("index.html"));
            BoxPage box = new BoxPage(page).open().ask("ragged wick");

            assertThat(box.options().first().locator("mark").first()).isVisible();
            assertEquals("flex", box.part("sheet").evaluate("sheet => getComputedStyle(sheet).display"));
            assertTrue(strict.requests().contains("200 /search/docent.wasm"));
        }
    }

    @Test
    void theBoxAnswersByWordsAndByMeaningWhereWebAssemblyIsForbidden() throws IOException {
        try (StaticHost strict = StaticHost.serve(Handbook.site(), Map.of("Content-Security-Policy", STRICT))) {
            Page page = reader.freshPage(DESK);
            page.navigate(strict.url("index.html"));
            BoxPage box = new BoxPage(page).open().ask("ragged wick");
            assertThat(box.options().first().locator("mark").first()).isVisible();

            box.field().fill("");
            page.keyboard().type("bad weather at sea");
            assertThat(box.part("sheet").getByText("Related by meaning").first())
                    .isVisible();
            assertTrue(strict.requests().stream().noneMatch(request -> request.contains("docent.wasm")));
        }
    }

    @Test
    void theBoxSpeaksTheLanguageOfThePageOrTheOneTheSiteChooses() {
        assertThat(visit("deutsch.html").button()).hasAccessibleName("Suchen");
        assertThat(visitWith("data-docent-locale=\"ja\"", "index.html").button())
                .hasAccessibleName("検索");
        assertThat(visitWith("data-docent-strings='{\"search\": \"Look up\"}'", "index.html")
                        .button())
                .hasAccessibleName("Look up");
    }

    @Test
    void aReaderWhoSavesDataIsAsked() {
        Page page = reader.freshPage(DESK);
        // the wish to save data cannot be feigned to a worker, so the engine runs on the page here
        page.addInitScript(
                "Object.defineProperty(navigator, 'connection', {value: {saveData: true}}); delete window.Worker");
        page.navigate(host.url("index.html"));
        List<String> fetched = new ArrayList<>();
        page.onRequest(request -> fetched.add(request.url()));
        BoxPage box = new BoxPage(page).open().ask("lamp");
        assertTrue(fetched.stream().noneMatch(url -> url.contains("query-model.bin")), fetched.toString());

        page.waitForRequest(
                Pattern.compile("query-model\\.bin"),
                () -> box.part("action").getByText("Load search by meaning").click());
    }

    private static Locator failure(Page page) {
        page.navigate(host.url("index.html"));
        BoxPage box = new BoxPage(page).open();
        page.keyboard().type("lamp");
        return box.part("note");
    }

    private static Locator tryAgain(BoxPage box) {
        return box.part("note").getByText("Try again");
    }
}

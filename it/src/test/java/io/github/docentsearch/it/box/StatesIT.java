package io.github.docentsearch.it.box;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Clock;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.github.docentsearch.it.StaticHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the box says when there is nothing to show, or something is wrong: one plain sentence, and a way on. */
class StatesIT extends BoxTest {
    /** Where the low byte of the format's version stands in a file. */
    private static final int FORMAT_VERSION = 4;

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

    /** Hosts, and what stands before them, may take a request and never answer it. */
    @ParameterizedTest
    @ValueSource(strings = {"docent.js", "docent.wasm", "search-index.bin"})
    void aRequestThatIsNeverAnsweredIsGivenUpAndTryingAgainHelps(String file) {
        Page page = reader.freshPage(DESK);
        List<Route> unanswered = new ArrayList<>();
        page.context().route("**/search/" + file + "*", unanswered::add);
        page.clock().install();
        page.navigate(host.url("index.html"));
        BoxPage box = new BoxPage(page).open();
        page.keyboard().type("lamp");
        page.keyboard().press("Enter");
        page.waitForCondition(() -> !unanswered.isEmpty());
        page.clock().runFor(20_000);
        assertThat(box.part("note")).containsText("Loading the search");
        page.waitForCondition(() -> {
            page.clock().runFor(6_000); // whatever else comes meanwhile counts as a sign of life
            return !box.status().innerText().isEmpty();
        });
        assertThat(box.part("note")).containsText("The search could not be loaded.");

        page.context().unroute("**/search/" + file + "*");
        tryAgain(box).click();
        assertThat(box.options().first().locator("mark").first()).isVisible();
        // the Enter of before meant nothing that could be seen
        assertThat(page).hasURL(Pattern.compile("index\\.html"));
    }

    /** A note that comes and goes at once would only move the results down and up again. */
    @Test
    void whatIsSoonOverIsNotTold() {
        Page page = reader.freshPage(DESK);
        ResultsIT.Gate model = ResultsIT.Gate.before(page, "**/query-model.bin*");
        page.clock().install(new Clock.InstallOptions().setTime(0));
        page.navigate(host.url("index.html"));
        page.clock().pauseAt(60_000);
        BoxPage box = new BoxPage(page).open();
        page.keyboard().type("lamp");
        assertThat(box.options().first().locator("mark").first()).isVisible();
        assertThat(box.part("note")).isEmpty();

        page.clock().runFor(300);
        assertThat(box.part("note")).containsText("Loading the search by meaning");
        model.open();
        assertThat(box.part("note")).isEmpty();
    }

    @Test
    void meaningThatNeverComesIsGivenUpAndWordsGoOn() {
        Page page = reader.freshPage(DESK);
        page.context().route("**/query-model.bin*", route -> {});
        page.clock().install();
        page.navigate(host.url("index.html"));
        BoxPage box = new BoxPage(page).open();
        page.keyboard().type("lamp");
        assertThat(box.part("note")).containsText("Loading the search by meaning");
        page.clock().runFor(60_000);
        assertThat(box.part("note")).not().isVisible();

        page.context().setOffline(true);
        box.press("Escape");
        page.keyboard().type("rotationperiod");
        assertThat(box.options().first().locator("mark").first()).hasText("rotationPeriod");
    }

    @Test
    void beingOfflineIsSaidAndTryingAgainHelps() {
        Page page = reader.freshPage(DESK);
        page.navigate(host.url("index.html"));
        page.waitForFunction("() => customElements.get('docent-search')");
        page.context().setOffline(true);
        BoxPage box = new BoxPage(page).open();
        page.keyboard().type("lamp");
        // spoken after the last question has failed, and not only the first letter's
        assertThat(box.status()).containsText("You are offline");

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
        Page page = reader.freshPage(DESK);
        fulfilIndex(page, index -> {
            for (int i = 8; i < index.length; i += 7) {
                index[i] ^= 0x55;
            }
        });

        assertThat(failure(page)).containsText("The search index is damaged.");
    }

    @Test
    void anIndexNewerThanTheEngineIsSaidAndTryingAgainReloads() throws IOException {
        Page page = reader.freshPage(DESK);
        fulfilIndex(page, index -> index[FORMAT_VERSION]++);
        Locator failure = failure(page);
        assertThat(failure).containsText("The search is newer than this page. Please reload.");

        page.context().unroute("**/search-index.bin*");
        page.waitForRequest(
                "**/docent-search.js*", () -> failure.getByText("Try again").click());
        // the question is in the address
        assertThat(new BoxPage(page).options().first().locator("mark").first()).isVisible();
    }

    @Test
    void anIndexOlderThanTheEngineIsSaid() throws IOException {
        Page page = reader.freshPage(DESK);
        fulfilIndex(page, index -> index[FORMAT_VERSION]--);

        assertThat(failure(page)).containsText("The search index is damaged.");
    }

    @Test
    void aBrowserThatCanRunNeitherEngineIsSaidToBeTooOld() {
        Page page = reader.freshPage(DESK);
        page.addInitScript("delete window.Worker; delete window.WebAssembly");
        page.context().route("**/docent-engine.js*", route -> {
            if (route.request().resourceType().equals("script")) {
                route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/javascript")
                        .setBody("what this browser does not understand"));
            } else {
                route.resume();
            }
        });
        Locator failure = failure(page);

        assertThat(failure).containsText("This browser is too old for the search.");
        assertThat(failure.getByText("Try again")).not().isVisible();
    }

    @Test
    void theProgressOfALargeDownloadIsShown() {
        Page page = reader.freshPage(DESK);
        ResultsIT.Gate model = ResultsIT.Gate.before(page, "**/query-model.bin*");
        page.navigate(host.url("index.html"));
        BoxPage box = new BoxPage(page).open();
        page.keyboard().type("lamp");
        Locator bar = box.part("note").locator("progress");
        assertThat(bar).isVisible();
        bar.evaluate("""
                bar => {
                  window.progress = [];
                  new MutationObserver(() => window.progress.push(bar.position)).observe(bar, {attributeFilter: ['value']});
                }
                """);
        model.open();
        assertThat(box.part("note")).not().isVisible();

        List<?> progress = (List<?>) page.evaluate("() => window.progress.filter(value => value > 0 && value < 1)");
        assertTrue(progress.size() > 1, progress.toString());
    }

    @Test
    void withoutJavaScriptALinkLeadsToAListOfAllSections() {
        Page page = reader.freshPage(new Browser.NewContextOptions().setJavaScriptEnabled(false));
        page.navigate(host.url("guide/lamp.html"));
        page.locator("noscript a[href='../search/index.html']").click();
        assertThat(page).hasURL(host.url("search/index.html"));
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Cleaning the lens"))
                .click();

        assertThat(page).hasURL(host.url("guide/lamp.html#lens"));
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

    @ParameterizedTest
    @CsvSource({
        "en, Search or ask a question, Clear, Close",
        "de, Suchen oder eine Frage stellen, Leeren, Schließen",
        "fr-CA, Rechercher ou poser une question, Effacer, Fermer",
        "es, Buscar o hacer una pregunta, Borrar, Cerrar",
        "ja, 言葉や質問で検索, 消去, 閉じる",
        "zh-Hans, 搜索或提问, 清除, 关闭",
        "tlh, Search or ask a question, Clear, Close"
    })
    void theBoxSpeaksSixLanguages(String language, String placeholder, String clear, String close) {
        BoxPage box = visitWith("data-docent-locale=\"" + language + "\"", "index.html")
                .open();
        box.page().keyboard().type("x");

        assertThat(box.field()).hasAttribute("placeholder", placeholder);
        assertThat(box.part("clear")).hasText(clear);
        assertThat(box.part("close")).hasAccessibleName(close);
        assertThat(box.dialog()).hasAttribute("lang", language.equals("tlh") ? "en" : language.substring(0, 2));
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
                () -> box.part("action").getByText("Load the search by meaning").click());
    }

    /** Gives the page an index with a fault. */
    private static void fulfilIndex(Page page, Consumer<byte[]> fault) throws IOException {
        byte[] index = Files.readAllBytes(Handbook.site().resolve("search/search-index.bin"));
        fault.accept(index);
        page.context()
                .route("**/search-index.bin*", route -> route.fulfill(new Route.FulfillOptions().setBodyBytes(index)));
    }

    /** The sentence on what failed; nothing goes on beside it. */
    private static Locator failure(Page page) {
        page.navigate(host.url("index.html"));
        BoxPage box = new BoxPage(page).open();
        page.keyboard().type("lamp");
        assertThat(box.status()).not().isEmpty();
        assertThat(box.part("note").locator("progress")).not().isVisible();
        assertThat(box.options()).hasCount(0);
        return box.part("note");
    }

    private static Locator tryAgain(BoxPage box) {
        return box.part("note").getByText("Try again");
    }
}

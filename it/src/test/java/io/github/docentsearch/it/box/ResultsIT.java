package io.github.docentsearch.it.box;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Clock;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is found and how it is shown. */
class ResultsIT extends BoxTest {
    @Test
    void resultsStandInGroupsByPageAndMarkTheWords() {
        BoxPage box = visit("index.html").open().ask("ragged wick");

        assertTrue(
                box.links().get(0).endsWith("guide/lamp.html#wick"), box.links().toString());
        assertThat(box.options().first().locator(".title")).hasText("Trimming the wick");
        assertThat(box.options().first().locator("mark").first())
                .hasText(Pattern.compile("ragged|wick", Pattern.CASE_INSENSITIVE));
        assertThat(box.part("group").first()).hasAttribute("aria-label", Pattern.compile("The lamp.*"));
    }

    @Test
    void whatStandsInPagesIsTextAndNothingElse() {
        BoxPage box = visit("index.html").open().ask("zeppelins");

        assertThat(box.options().first().locator(".title")).hasText("<img src=x onerror=\"document.title='broken'\">");
        assertThat(box.options().first().locator(".excerpt")).containsText("<b>bold</b>");
        assertEquals(
                0,
                box.page()
                        .locator("docent-search-dialog")
                        .locator("img, b, script")
                        .count());
        assertThat(box.page()).hasTitle("Welcome");
    }

    @Test
    void keywordsAnswerFirstAndMeaningComesInPlace() {
        Page page = reader.freshPage(DESK);
        Gate model = Gate.before(page, "**/query-model.bin*");
        page.navigate(host.url("index.html"));
        BoxPage box = new BoxPage(page).open().ask("lamp");
        assertThat(box.part("note")).hasText(Pattern.compile("Loading the search by meaning….*"));
        int byWords = box.options().count();

        model.open();
        assertThat(box.part("note")).not().isVisible();
        assertTrue(box.options().count() >= byWords);
    }

    @Test
    void resultsStayWhereTheyAreOnceTheReaderHasBegunToMove() {
        Page page = reader.freshPage(DESK);
        Gate model = Gate.before(page, "**/query-model.bin*");
        page.navigate(host.url("index.html"));
        BoxPage box = new BoxPage(page).open().ask("tending the light at night").press("ArrowDown");
        List<String> before = box.links();

        model.open();
        assertThat(box.part("note")).not().isVisible();
        assertEquals(before, box.links());
        assertEquals("option-0", box.active());

        box.page().keyboard().type("s");
        assertNull(box.active());
        assertThat(box.options().first()).hasAttribute("aria-selected", "false");
    }

    @Test
    void resultsStayWhereTheyAreOnceTheReaderHasScrolled() {
        Page page = reader.freshPage(DESK);
        Gate model = Gate.before(page, "**/query-model.bin*");
        page.navigate(host.url("index.html"));
        BoxPage box = new BoxPage(page).open().ask("lamp");
        List<String> before = box.links();
        box.part("results").evaluate("results => results.scrollTop = 200");
        page.evaluate("() => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)))");

        model.open();
        assertThat(box.part("note")).not().isVisible();
        assertEquals(before, box.links());
        assertEquals(200, box.part("results").evaluate("results => results.scrollTop"));
    }

    @Test
    void resultsAreInTheLanguageOfThePagesAndTheBoxInItsOwn() {
        BoxPage box =
                visitWith("data-docent-locale=\"de\"", "index.html").open().ask("lamp", "Ergebnisse: \\d+");

        assertThat(box.dialog()).hasAttribute("lang", "de");
        assertThat(box.part("group").first()).hasAttribute("lang", "en");
    }

    @Test
    void whatIsRelatedByMeaningStandsApart() {
        BoxPage box = visit("index.html").open().ask("journal mistakes");
        assertThat(box.part("note")).not().isVisible();

        assertThat(box.part("section").filter(new Locator.FilterOptions().setHasText("Related by meaning")))
                .hasCount(1);
        assertTrue(box.page()
                        .locator("docent-search-dialog [role=group][aria-label*='Related by meaning']")
                        .count()
                > 0);
    }

    @Test
    void answersToOlderTextAreDropped() {
        BoxPage box = visit("index.html").open();
        for (String text : List.of("bell", "bellow", "rotationPeriod", "log", "wick")) {
            box.field().fill(text);
        }

        assertThat(box.options().first().locator(".title")).hasText("Trimming the wick");
        assertThat(box.status()).hasText(Pattern.compile("Results: \\d+"));
        assertThat(box.options().first().locator(".title")).hasText("Trimming the wick");
    }

    @Test
    void filtersHaveCountsAndNarrowTheResults() {
        BoxPage box = visit("index.html").open().ask("lamp");
        assertThat(box.part("filter")).hasCount(2);
        box.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("^reference")))
                .click();

        assertThat(box.page().locator("docent-search-dialog .filter[aria-pressed=true]"))
                .containsText("reference");
        assertThat(box.options().locator("css=:scope:not([href*='reference/']):not(.more)"))
                .hasCount(0);
        assertThat(box.part("filter")).hasCount(2);
        assertThat(box.page().locator("docent-search-dialog .filter[aria-pressed=true]"))
                .isFocused();
    }

    @Test
    void moreResultsFollowOnWishAndTheirAddressCanBeShared() {
        BoxPage box = visitWith("data-docent-limit=\"4\"", "index.html").open().ask("lamp");
        assertThat(box.part("note")).not().isVisible();
        assertThat(box.options()).hasCount(5);
        assertThat(box.status()).hasText("Results: 4+");
        assertThat(box.part("more")).hasText("More results");
        List<String> first = box.links().subList(0, 4);
        box.press("ArrowUp").press("Enter");
        assertThat(box.part("more")).hasCount(0);

        assertTrue(box.options().count() > 5);
        assertEquals(first, box.links().subList(0, 4));
        assertEquals("option-4", box.active());
        assertThat(box.status()).hasText("Results: " + box.options().count());
        assertThat(box.page()).hasURL(host.url("index.html?q=lamp"));

        BoxPage shared = visit("index.html?q=lamp");
        assertThat(shared.field()).hasValue("lamp");
        assertThat(shared.options()).hasCount(box.options().count());
    }

    @Test
    void aPageMayBeCalledLikeASearchButAGeneratorsSearchKeepsItsOwnQuery() throws IOException {
        for (String name : List.of("search-lights.html", "search.html")) {
            Files.copy(
                    Handbook.site().resolve("index.html"),
                    Handbook.site().resolve(name),
                    StandardCopyOption.REPLACE_EXISTING);
        }

        assertThat(visit("search-lights.html?q=lamp").field()).hasValue("lamp");
        BoxPage own = visit("search.html?q=lamp");
        own.open();
        assertThat(own.field()).hasValue("");
    }

    @Test
    void theLiveRegionSpeaksOncePerPause() {
        BoxPage box = visit("index.html").open();
        box.page().evaluate("""
                () => {
                  const region = document.querySelector('docent-search-dialog').shadowRoot.querySelector('[role=status]');
                  window.said = [];
                  new MutationObserver(() => region.textContent && window.said.push(region.textContent))
                      .observe(region, {childList: true, characterData: true, subtree: true});
                }
                """);
        box.ask("rotationperiod");

        assertEquals(1, ((List<?>) box.page().evaluate("() => window.said")).size());
        assertEquals(
                1,
                box.page()
                        .locator("docent-search-dialog [aria-live], docent-search-dialog [role=status]")
                        .count());
    }

    @Test
    void whileTypingOnlyWhatFillsTheBoxIsDrawnUntilThePauseOrTheFirstMove() {
        Page page = reader.freshPage(DESK);
        Gate model = Gate.before(page, "**/query-model.bin*");
        page.clock().install(new Clock.InstallOptions().setTime(0));
        page.navigate(host.url("index.html"));
        BoxPage box = new BoxPage(page).open();
        page.clock().pauseAt(60_000);
        box.field().fill("lamp");
        assertThat(box.options().first().locator("mark").first()).isVisible();
        int drawn = box.options().count();
        List<String> first = box.links();
        box.press("ArrowUp");
        int all = box.options().count();

        assertTrue(drawn >= 4 && drawn < all, drawn + " of " + all);
        assertEquals(first, box.links().subList(0, drawn));
        assertEquals("option-" + (all - 1), box.active());

        box.field().fill("lamps");
        assertThat(box.options()).not().hasCount(all);
        page.clock().runFor(1000);
        assertThat(box.options()).hasCount(all);
        model.open();
    }

    @Test
    void whatTheNextAnswerSaysAgainIsNotDrawnAgain() {
        BoxPage box = visit("index.html").open().ask("lamp");
        assertThat(box.part("note")).not().isVisible();
        box.options().first().evaluate("option => option.isTheSame = true");
        box.status().evaluate("status => status.textContent = ''");
        box.page().keyboard().type(" ");
        assertThat(box.status()).hasText(Pattern.compile("Results: \\d+"));

        assertEquals(true, box.options().first().evaluate("option => option.isTheSame"));
    }

    @Test
    void theAddressIsKeptInStepAndCleanAfterwards() {
        BoxPage box = visit("index.html?theme=dark#tour").open().ask("bell");
        assertThat(box.page()).hasURL(host.url("index.html?theme=dark&q=bell#tour"));
        box.press("Escape").press("Escape");

        assertThat(box.page()).hasURL(host.url("index.html?theme=dark#tour"));
    }

    @Test
    void backLeadsFromAPageToItsResults() {
        BoxPage box = visit("index.html").open().ask("rotationPeriod").press("Enter");
        assertThat(box.page()).hasURL(host.url("reference/clockwork.html#rotation"));
        box.page().goBack();

        assertThat(box.field()).hasValue("rotationPeriod");
        assertThat(box.options().first().locator(".title")).hasText("rotationPeriod");
    }

    @Test
    void theTargetPageMarksTheWordsUntilEscape() {
        BoxPage box = visit("index.html").open().ask("ragged wick").press("Enter");
        assertThat(box.page()).hasURL(host.url("guide/lamp.html#wick"));
        box.page().waitForFunction("() => CSS.highlights.get('docent-match')?.size > 0");
        assertThat(box.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Remove highlights")))
                .isVisible();
        assertEquals(0, box.page().locator("main mark").count());

        box.press("Escape");
        assertEquals(false, box.page().evaluate("() => CSS.highlights.has('docent-match')"));
        box.page().reload();
        assertEquals(false, box.page().evaluate("() => CSS.highlights.has('docent-match')"));
    }

    @Test
    void theTargetPageMarksThePassageOfAHitByMeaning() {
        BoxPage box = visit("index.html").open().ask("journal mistakes");
        assertThat(box.part("section")).containsText("Related by meaning");
        box.options().first().click();
        assertThat(box.page()).hasURL(host.url("reference/log.html#corrections"));

        assertEquals(List.of("Strike an error through once and initial it. Nothing may be made illegible"), marks(box));
    }

    @Test
    void namesAreMarkedWithinLongerOnes() {
        BoxPage box = visit("index.html").open().ask("rotation");
        String excerpt =
                box.options().first().locator(".excerpt mark").allInnerTexts().toString();
        box.press("Enter");
        assertThat(box.page()).hasURL(host.url("reference/clockwork.html#rotation"));

        assertTrue(excerpt.contains("rotation,") || excerpt.contains("rotation]"), excerpt);
        assertTrue(marks(box).contains("rotation"), marks(box).toString());
    }

    @Test
    void aPassageFarDownItsSectionIsBroughtIntoSight() {
        BoxPage box = visit("index.html");
        box.page().route("**/guide/lamp.html", route -> {
            String html = route.fetch().text();
            route.fulfill(new Route.FulfillOptions()
                    .setContentType("text/html; charset=utf-8")
                    .setBody(html.replace(
                            "A ragged wick", "<img src='/slow.png' style='height: 3000px'> A ragged wick")));
        });
        Gate image = Gate.before(box.page(), "**/slow.png");
        box.open().ask("ragged wick").press("Enter");
        assertThat(box.page()).hasURL(host.url("guide/lamp.html#wick"));
        String seen = """
                () => [...CSS.highlights.get('docent-match') ?? []].some(range => {
                  const {top, bottom} = range.getBoundingClientRect();
                  return /ragged/.test(range) && top > 0 && bottom < innerHeight;
                })
                """;
        box.page().waitForFunction(seen);

        image.open();
        box.page().waitForLoadState(LoadState.LOAD);
        box.page().waitForFunction(seen);
    }

    @Test
    void aSiteMayHandleTheChoiceItself() {
        BoxPage box = visit("index.html");
        box.page().evaluate("""
                () => document.addEventListener('docent-select', event => {
                  event.preventDefault();
                  window.chosen = [event.detail.query, event.detail.hit.url];
                })
                """);
        box.open().ask("rotationPeriod").press("Enter");

        assertThat(box.dialog()).not().isVisible();
        assertEquals(
                List.of("rotationPeriod", "reference/clockwork.html#rotation"),
                box.page().evaluate("() => window.chosen"));
        assertThat(box.page()).hasURL(host.url("index.html"));
    }

    /** The text that is marked on the page. */
    private static List<?> marks(BoxPage box) {
        box.page().waitForFunction("() => CSS.highlights.has('docent-match')");
        return (List<?>)
                box.page().evaluate("() => [...CSS.highlights.get('docent-match')].map(range => range.toString())");
    }

    /** Holds back what a page asks for until it is opened. */
    static final class Gate {
        private final CompletableFuture<Void> opened = new CompletableFuture<>();
        private final Deque<Route> waiting = new ArrayDeque<>();

        static Gate before(Page page, String pattern) {
            Gate gate = new Gate();
            page.context().route(pattern, gate::arrive);
            return gate;
        }

        private void arrive(Route route) {
            if (opened.isDone()) {
                route.resume();
            } else {
                waiting.add(route);
            }
        }

        void open() {
            opened.complete(null);
            while (!waiting.isEmpty()) {
                waiting.poll().resume();
            }
        }
    }
}

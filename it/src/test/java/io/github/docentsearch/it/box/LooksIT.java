package io.github.docentsearch.it.box;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Themes, small screens, and what axe finds in each state. */
class LooksIT extends BoxTest {
    @ParameterizedTest
    @CsvSource({
        "light, start", "light, recents", "light, loading", "light, results", "light, filtered",
        "light, words", "light, nothing", "light, failure", "light, marks", "light, phone",
        "dark, start", "dark, recents", "dark, loading", "dark, results", "dark, filtered",
        "dark, words", "dark, nothing", "dark, failure", "dark, marks", "dark, phone"
    })
    void axeFindsNothingToMend(String theme, String state) {
        Page page = reader.freshPage(state.equals("phone") ? PHONE : DESK);
        if (theme.equals("dark")) {
            page.addInitScript(
                    "addEventListener('DOMContentLoaded', () => document.documentElement.className = 'dark')");
        }
        if (state.equals("failure")) {
            page.context().route("**/search/docent.js*", Route::abort);
        }
        if (state.equals("nothing")) {
            page.context().route("**/query-model.bin*", Route::abort);
        }
        if (state.equals("loading") || state.equals("words")) {
            ResultsIT.Gate.before(page, state.equals("words") ? "**/query-model.bin*" : "**/docent.wasm*");
        }
        if (state.equals("recents")) {
            page.addInitScript("localStorage.setItem('docent-recents /', '[\"lamp\", \"fog\"]')");
        }
        page.navigate(host.url("guide/lamp.html"));
        BoxPage box = new BoxPage(page).open();
        switch (state) {
            case "results", "phone", "words" -> box.ask("lamp").press("ArrowDown");
            case "filtered" -> {
                box.ask("lamp").part("filter").first().click();
                assertThat(page.locator("docent-search-dialog .filter[aria-pressed=true]"))
                        .isVisible();
            }
            case "loading" -> {
                page.keyboard().type("lamp");
                assertThat(box.part("note").locator("progress")).isVisible();
            }
            case "recents" -> assertThat(box.options()).hasCount(5);
            case "nothing" -> box.ask("qqqxxzz");
            case "failure" -> {
                page.keyboard().type("lamp");
                assertThat(box.part("note")).isVisible();
            }
            case "marks" -> {
                box.ask("Cleaning the lens").press("Enter");
                assertThat(page.locator("docent-search-marks button")).isVisible();
            }
            default -> assertThat(box.options().first()).isVisible();
        }

        assertThat(page.locator("docent-search-dialog")).hasAttribute("data-theme", theme);
        List<Rule> violations = new AxeBuilder(page)
                .include(List.of("docent-search-dialog", "docent-search", "docent-search-marks"))
                .analyze()
                .getViolations();
        assertEquals(
                "",
                String.join(
                        "\n",
                        violations.stream()
                                .map(rule -> rule.getId() + ": " + rule.getNodes())
                                .toList()));
    }

    /** The narrowest screen, phones whose keyboard is up, also on their side, a desk's window at 200 % and at 400 %. */
    @ParameterizedTest
    @CsvSource({"320, 480, true", "375, 330, true", "844, 220, true", "640, 400, false", "320, 256, false"})
    void nothingIsLostOnSmallScreensAndFingersHaveRoom(int width, int height, boolean isPhone) {
        BoxPage box = visit(
                "index.html",
                new Browser.NewContextOptions()
                        .setViewportSize(width, height)
                        .setHasTouch(isPhone)
                        .setIsMobile(isPhone));
        box.button().click();
        box.ask("lamp");

        assertEquals(true, box.part("sheet").evaluate("""
                sheet => {
                  const {left, right, top, bottom} = sheet.getBoundingClientRect();
                  return sheet.scrollWidth <= sheet.clientWidth && left === 0 && right === innerWidth
                      && top === 0 && bottom === innerHeight;
                }
                """));
        assertThat(box.field()).isInViewport(new LocatorAssertions.IsInViewportOptions().setRatio(1));
        assertThat(box.part("close")).isInViewport(new LocatorAssertions.IsInViewportOptions().setRatio(1));
        assertThat(box.options().first()).isInViewport();
        box.options().last().scrollIntoViewIfNeeded();
        assertThat(box.options().last()).isInViewport();
        if (!isPhone) {
            return;
        }
        Object small = box.part("sheet").evaluate("""
                sheet => [...sheet.querySelectorAll('button, a, input')]
                    .filter(element => element.checkVisibility() && element.getBoundingClientRect().height < 44)
                    .map(element => element.className)
                """);
        assertEquals(List.of(), small);
    }

    @Test
    void theActiveOptionCanBeToldInForcedColours() {
        BoxPage box = visit("index.html", new Browser.NewContextOptions().setForcedColors(ForcedColors.ACTIVE))
                .open()
                .ask("lamp")
                .press("ArrowDown");

        assertEquals("solid", box.options().first().evaluate("option => getComputedStyle(option).outlineStyle"));
        assertEquals("none", box.options().nth(1).evaluate("option => getComputedStyle(option).outlineStyle"));
    }

    @Test
    void whoeverWantsLessMotionHasNone() {
        BoxPage still = visit("index.html", new Browser.NewContextOptions().setReducedMotion(ReducedMotion.REDUCE));
        assertEquals("none", still.open().dialog().evaluate("dialog => getComputedStyle(dialog).animationName"));

        BoxPage moving = visit("index.html").open();
        assertEquals("appear", moving.dialog().evaluate("dialog => getComputedStyle(dialog).animationName"));
    }

    @Test
    void rightToLeftPagesGetARightToLeftBox() {
        Page page = reader.freshPage(DESK);
        page.addInitScript("addEventListener('DOMContentLoaded', () => document.documentElement.dir = 'rtl')");
        page.navigate(host.url("index.html"));
        BoxPage box = new BoxPage(page).open();

        double close = box.part("close").boundingBox().x;
        assertTrue(close < box.field().boundingBox().x, "the close button is at the left");
    }

    @Test
    void propertiesAndPartsReachIntoTheBox() {
        BoxPage box = visit("index.html");
        box.page()
                .addStyleTag(
                        new Page.AddStyleTagOptions()
                                .setContent(
                                        ":root { --docent-background: rgb(1, 2, 3) } docent-search-dialog::part(option) { letter-spacing: 3px }"));
        box.open().ask("lamp");

        assertEquals("rgb(1, 2, 3)", box.part("sheet").evaluate("sheet => getComputedStyle(sheet).backgroundColor"));
        assertEquals("3px", box.options().first().evaluate("option => getComputedStyle(option).letterSpacing"));
    }
}

package io.github.docentsearch.it.box;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ForcedColors;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Themes, small screens, and what axe finds in each state. */
class LooksIT extends BoxTest {
    @ParameterizedTest
    @CsvSource({
        "light, start", "light, results", "light, nothing", "light, failure", "light, marks", "light, phone",
        "dark, start", "dark, results", "dark, nothing", "dark, failure", "dark, marks", "dark, phone"
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
        page.navigate(host.url("guide/lamp.html"));
        BoxPage box = new BoxPage(page).open();
        switch (state) {
            case "results", "phone" -> box.ask("lamp").press("ArrowDown");
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

    @Test
    void nothingIsLostOn320PixelsAndFingersHaveRoom() {
        BoxPage box = visit(
                "index.html",
                new Browser.NewContextOptions()
                        .setViewportSize(320, 480)
                        .setHasTouch(true)
                        .setIsMobile(true));
        box.button().tap();
        box.ask("lamp");

        assertEquals(
                true,
                box.part("sheet")
                        .evaluate("sheet => sheet.scrollWidth <= sheet.clientWidth && sheet.offsetWidth <= 320"));
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

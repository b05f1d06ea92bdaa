package io.github.docentsearch.it.box;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.MouseButton;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The combobox: what keys and the pointer do, and what assistive technology is told. */
class KeyboardIT extends BoxTest {
    @Test
    void theFieldIsAComboboxOverItsList() {
        BoxPage box = visit("index.html").open().ask("lamp");

        assertThat(box.page().getByRole(AriaRole.DIALOG)).hasAccessibleName("Search");
        assertThat(box.field()).hasRole(AriaRole.COMBOBOX);
        assertThat(box.field()).hasAccessibleName("Search");
        assertThat(box.field()).hasAttribute("aria-autocomplete", "list");
        assertThat(box.field()).hasAttribute("aria-expanded", "true");
        assertThat(box.part("results")).hasId(box.field().getAttribute("aria-controls"));
        assertThat(box.part("results")).hasRole(AriaRole.LISTBOX);
    }

    /** What a screen reader has to read from: the manual's page on accessibility shows the same. */
    @Test
    void theAccessibilityTreeTellsWhatIsSeen() {
        BoxPage box = visit("index.html").open().ask("ragged wick").press("ArrowDown");
        assertThat(box.part("note")).not().isVisible();

        assertThat(box.dialog()).matchesAriaSnapshot("""
                - dialog "Search":
                  - combobox "Search" [expanded]: ragged wick
                  - button "Clear"
                  - button "Close"
                  - group "Filter":
                    - button /guide \\d+/
                    - button /reference \\d+/
                  - listbox "Search":
                    - group "The lamp":
                      - option /Trimming the wick A ragged wick smokes/ [selected]
                  - link "All pages, A to Z"
                  - status: /Results. \\d+/
                """);
    }

    /** Browsers make what scrolls a stop of its own. */
    @Test
    void theTabKeyDoesNotStopAtTheList() {
        BoxPage box = visit("index.html").open().ask("lamp");
        for (int i = 0; i < 10; i++) {
            box.press("Tab");
            assertNotEquals("div#list", box.focus());
        }
    }

    @Test
    void arrowsMoveThroughTheOptionsAndBackIntoTheField() {
        BoxPage box = visit("index.html").open().ask("lamp");
        assertThat(box.part("note")).not().isVisible();
        int last = box.options().count() - 1;

        assertNull(box.active());
        box.press("ArrowDown");
        assertActive(box, 0);
        box.press("ArrowDown");
        assertActive(box, 1);
        box.press("ArrowUp").press("ArrowUp");
        assertNull(box.active());
        box.press("ArrowUp");
        assertActive(box, last);
        assertThat(box.field()).isFocused();
    }

    @Test
    void homeAndEndEditTheText() {
        BoxPage box = visit("index.html").open().ask("amp");
        box.press("Home");
        box.page().keyboard().type("l");
        box.press("End");
        box.page().keyboard().type("s");

        assertThat(box.field()).hasValue("lamps");
    }

    @Test
    void enterOpensTheActiveOption() {
        BoxPage box = visit("index.html").open().ask("lamp").press("ArrowDown").press("ArrowDown");
        String second = box.links().get(1);
        box.press("Enter");

        assertThat(box.page()).hasURL(host.url(second));
    }

    @Test
    void enterPressedBeforeTheAnswerWaitsForTheFirstResultOfTheText() {
        BoxPage box = visit("index.html").open();
        box.page().keyboard().type("rotationPeriod");
        box.press("Enter");

        assertThat(box.page()).hasURL(host.url("reference/clockwork.html#rotation"));
    }

    @Test
    void controlEnterAndTheMiddleButtonOpenATab() {
        BoxPage box = visit("index.html").open().ask("rotationPeriod");
        assertThat(box.part("note")).not().isVisible();
        Page byKey = box.page().context().waitForPage(() -> box.press("Control+Enter"));
        assertThat(byKey).hasURL(host.url("reference/clockwork.html#rotation"));
        byKey.close();

        Page byMouse = box.page()
                .context()
                .waitForPage(
                        () -> box.options().first().click(new Locator.ClickOptions().setButton(MouseButton.MIDDLE)));
        assertThat(byMouse).hasURL(host.url("reference/clockwork.html#rotation"));
        assertThat(box.dialog()).isVisible();
    }

    @Test
    void theKeysOfAnInputMethodAreItsOwn() {
        BoxPage box = visit("index.html").open().ask("lamp");
        box.field().evaluate("""
                field => {
                  for (const key of ['ArrowDown', 'Enter', 'Escape']) {
                    field.dispatchEvent(new KeyboardEvent('keydown',
                        {key, isComposing: true, bubbles: true, composed: true, cancelable: true}));
                  }
                }
                """);

        assertThat(box.dialog()).isVisible();
        assertThat(box.field()).hasValue("lamp");
        assertNull(box.active());
    }

    @Test
    void longPastesAreCapped() {
        BoxPage box = visit("index.html").open();
        box.field().fill("lamp ".repeat(2000));

        assertTrue(box.field().inputValue().length() <= 256);
    }

    @Test
    void theClearButtonHasANameAndKeepsTheFocusInTheField() {
        BoxPage box = visit("index.html").open().ask("lamp");
        box.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Clear"))
                .click();

        assertThat(box.field()).hasValue("");
        assertThat(box.field()).isFocused();
    }

    @Test
    void aResultOnThisVeryPagePutsTheFocusOnItsHeading() {
        BoxPage box = visit("guide/lamp.html").open().ask("Cleaning the lens").press("Enter");

        assertThat(box.dialog()).not().isVisible();
        assertThat(box.page()).hasURL(host.url("guide/lamp.html#lens"));
        assertEquals("h2#lens", box.focus());
    }

    @Test
    void theEmptyFieldOffersTheSectionsOfThePage() {
        BoxPage box = visit("guide/lamp.html").open();

        assertEquals(List.of("guide/lamp.html#lighting", "guide/lamp.html#wick", "guide/lamp.html#lens"), box.links());
    }

    @Test
    void theEmptyFieldOffersWhatTheSiteSuggests() {
        BoxPage box = visitWith(
                        "data-docent-suggestions='[{\"title\": \"Fog\", \"url\": \"guide/fog.html\"}]'",
                        "guide/lamp.html")
                .open();

        assertEquals(List.of("guide/fog.html"), box.links());
    }

    @Test
    void searchesAreRememberedHereAndCanBeForgotten() {
        BoxPage box = visit("index.html").open().ask("driving weight").press("Enter");
        assertThat(box.page()).hasURL(host.url("reference/clockwork.html#weight"));
        box.open();
        assertThat(box.options().first()).hasText("driving weight");

        box.press("ArrowDown").press("Delete");
        assertThat(box.options().first()).hasText("rotationPeriod"); // a section of the page
        assertEquals(
                "[]",
                box.page()
                        .evaluate(
                                "() => JSON.stringify(Object.keys(localStorage).filter(key => /recents/.test(key)))"));
    }

    @Test
    void aSiteMayKeepNoRecentSearches() {
        BoxPage box = visitWith("data-docent-recents=\"off\"", "index.html")
                .open()
                .ask("driving weight")
                .press("Enter");
        assertThat(box.page()).hasURL(host.url("reference/clockwork.html#weight"));
        box.open();

        assertThat(box.options().first()).hasText("rotationPeriod"); // a section of the page
    }

    private static void assertActive(BoxPage box, int index) {
        Locator option = box.options().nth(index);
        assertThat(option).hasAttribute("aria-selected", "true");
        assertEquals(option.getAttribute("id"), box.active());
        assertEquals(
                1,
                box.page().locator("docent-search-dialog [aria-selected=true]").count());
    }
}

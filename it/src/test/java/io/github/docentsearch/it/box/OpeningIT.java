package io.github.docentsearch.it.box;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the dialog opens and closes, and what it does to the page meanwhile. */
class OpeningIT extends BoxTest {
    @Test
    void theButtonSaysWhatItDoes() {
        BoxPage box = visit("index.html");

        assertThat(box.button()).hasAccessibleName("Search");
        assertThat(box.button()).hasAttribute("aria-haspopup", "dialog");
        assertThat(box.button()).hasAttribute("aria-keyshortcuts", "Control+K /");
        assertThat(box.button().locator("kbd")).hasText("Ctrl K");
    }

    @Test
    void aTouchScreenIsNotToldOfKeys() {
        assertEquals(0, visit("index.html", PHONE).button().locator("kbd").count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"pointerenter", "focus", "touchstart"})
    void theEngineIsFetchedWhenTheReaderReachesForTheButtonAndNoSooner(String how) {
        BoxPage box = visit("index.html");
        box.button().waitFor();
        box.page().evaluate("() => new Promise(resolve => requestIdleCallback(resolve))");
        assertFalse(isFetched(box.page(), "docent.js"));

        box.page()
                .waitForRequest(
                        Pattern.compile("/search/docent\\.js\\?v="),
                        () -> box.button().dispatchEvent(how));
    }

    @Test
    void controlKOpensAndCloses() {
        BoxPage box = visit("index.html").open();
        box.press("Control+k");

        assertThat(box.dialog()).not().isVisible();
    }

    @ParameterizedTest
    @ValueSource(strings = {"#name", "#editable", "#shadow input"})
    void theSlashIsOnlyASlashWhereTheReaderWrites(String field) {
        BoxPage box = visit("form.html");
        box.page().locator(field).focus();
        box.press("/");
        assertEquals(0, box.dialog().count());

        box.page().evaluate("() => document.activeElement.blur()");
        box.press("/");
        assertThat(box.field()).isFocused();
        assertThat(box.field()).hasValue("");
    }

    @Test
    void noShortcutWorksWhileAnotherDialogIsOpen() {
        BoxPage box = visit("form.html");
        box.page().evaluate("() => document.querySelector('#other').showModal()");
        box.press("Control+k").press("/");

        assertEquals(0, box.dialog().count());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "document.body.insertAdjacentHTML('beforeend', '<div role=alertdialog aria-modal=true>Stop</div>')",
                """
                const host = document.body.appendChild(document.createElement('div'));
                host.attachShadow({mode: 'open'}).innerHTML = '<dialog><button>Stop</button></dialog>';
                host.shadowRoot.querySelector('dialog').showModal();
                """
            })
    void norWhileAnotherKindOfDialogIsOpen(String opening) {
        BoxPage box = visit("index.html");
        box.page().evaluate("() => {" + opening + "}");
        box.press("Control+k").press("/");

        assertEquals(0, box.dialog().count());
    }

    /** The browser sends such events for what it fills in by itself. */
    @Test
    void anEventWithoutAKeyIsNone() {
        BoxPage box = visit("form.html");
        List<String> errors = new ArrayList<>();
        box.page().onPageError(errors::add);
        box.page().locator("#name").dispatchEvent("keydown");
        box.open();

        assertEquals(List.of(), errors);
    }

    @Test
    void theShortcutsKeyIsFoundByItsPlaceWhereTheLayoutHasAnotherAlphabet() {
        BoxPage box = visit("index.html");
        box.page().waitForFunction("() => customElements.get('docent-search')");
        for (String code : List.of("KeyL", "KeyK")) {
            assertEquals(0, box.dialog().count());
            box.page().locator("body").dispatchEvent("keydown", Map.of("key", "л", "code", code, "ctrlKey", true));
        }
        assertThat(box.field()).isFocused();
    }

    /** Many scripts keep their dialogs in the page and show one of them when it is wanted. */
    @Test
    void aDialogThatIsHiddenKeepsNoShortcutOff() {
        BoxPage box = visit("form.html");
        box.page().evaluate("""
                        () => document.body.insertAdjacentHTML('beforeend', `
                            <div role=dialog aria-modal=true hidden>Hidden</div>
                            <div style="display: none"><div role=dialog aria-modal=true>Not shown</div></div>
                            <div style="visibility: hidden"><div role=dialog aria-modal=true>Not seen</div></div>
                            <div role=dialog aria-modal=true id=shown style="display: none">Shown later</div>`)
                        """);
        box.press("Control+k");
        assertThat(box.field()).isFocused();

        box.press("Control+k");
        assertThat(box.dialog()).not().isVisible();
        box.page().evaluate("() => document.querySelector('#shown').style.display = ''");
        box.press("Control+k").press("/");
        assertThat(box.dialog()).not().isVisible();
    }

    @Test
    void shortcutsCanBeChangedAndSwitchedOff() {
        BoxPage changed = visitWith("data-docent-shortcuts=\"alt+s\"", "index.html");
        changed.press("Control+k").press("/");
        assertEquals(0, changed.dialog().count());
        changed.press("Alt+s");
        assertThat(changed.field()).isFocused();

        BoxPage without = visitWith("data-docent-shortcuts=\"none\"", "index.html");
        without.press("Control+k").press("/");
        assertEquals(0, without.dialog().count());
        assertEquals(0, without.button().locator("kbd").count());
    }

    @Test
    void escapeFirstClearsThenClosesAndTheFocusReturns() {
        BoxPage box = visit("form.html");
        box.page().locator("#name").focus();
        box.open().ask("lamp").press("Escape");
        assertThat(box.field()).hasValue("");
        assertThat(box.dialog()).isVisible();

        box.press("Escape");
        assertThat(box.dialog()).not().isVisible();
        assertEquals("input#name", box.focus());
    }

    @Test
    void theCloseButtonAndTheBackdropClose() {
        BoxPage box = visit("index.html").open();
        box.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Close"))
                .click();
        assertThat(box.dialog()).not().isVisible();

        box.open();
        box.page().mouse().click(20, 400);
        assertThat(box.dialog()).not().isVisible();
    }

    @Test
    void theFocusStaysInTheDialog() {
        BoxPage box = visit("index.html").open().ask("lamp");
        for (int i = 0; i < 15; i++) {
            box.press("Tab");
            String element = (String) box.page().evaluate("() => document.activeElement.localName");
            // the body has it when it is with the browser's own controls
            assertTrue(element.equals("docent-search-dialog") || element.equals("body"), element);
        }
    }

    @Test
    void thePageBehindNeitherScrollsNorJumps() {
        BoxPage box = visit("reference/storms.html");
        box.page().mouse().wheel(0, 500);
        box.page().waitForFunction("() => scrollY === 500");
        String place = "() => JSON.stringify([scrollX, scrollY, document.querySelector('h1').getBoundingClientRect()])";
        Object before = box.page().evaluate(place);
        box.open();
        assertEquals(before, box.page().evaluate(place));

        box.page().mouse().move(600, 700);
        box.page().mouse().wheel(0, 300);
        box.press("PageDown").press("Escape");
        assertThat(box.dialog()).not().isVisible();
        assertEquals(before, box.page().evaluate(place));
    }

    @Test
    void onPhonesTheBackButtonClosesIt() {
        BoxPage box = visit("index.html", PHONE);
        box.page().navigate(host.url("guide/fog.html"));
        box.button().tap();
        box.ask("lamp");
        box.page().goBack();

        assertThat(box.dialog()).not().isVisible();
        assertThat(box.page()).hasURL(host.url("guide/fog.html"));
    }

    @Test
    void onPhonesBackFromAResultAndBackOnceMoreLeaveThePageAsItWas() {
        BoxPage box = visit("index.html", PHONE);
        box.button().tap();
        box.ask("rotationPeriod").options().first().tap();
        assertThat(box.page()).hasURL(host.url("reference/clockwork.html#rotation"));
        box.page().goBack();
        assertThat(box.field()).hasValue("rotationPeriod");
        int entries = (int) box.page().evaluate("() => history.length");
        box.page().goBack();

        assertThat(box.dialog()).not().isVisible();
        assertThat(box.page()).hasURL(host.url("index.html"));
        assertEquals(entries, box.page().evaluate("() => history.length"));
    }

    /** A keyboard that covers the page makes the visual viewport smaller and nothing else. */
    @Test
    void onPhonesTheResultsEndAboveTheKeyboard() {
        BoxPage box = visit("index.html", PHONE);
        box.button().tap();
        box.ask("lamp");
        assertEquals(667, box.part("sheet").boundingBox().height);
        box.page().evaluate("""
                () => {
                  Object.defineProperty(visualViewport, 'height', {value: 400});
                  visualViewport.dispatchEvent(new Event('resize'));
                }
                """);

        assertEquals(400, box.part("sheet").boundingBox().height);
    }

    @Test
    void onPhonesClosingByHandLeavesNothingInTheHistory() {
        BoxPage box = visit("index.html", PHONE);
        box.page().navigate(host.url("guide/fog.html"));
        box.button().tap();
        box.ask("lamp");
        box.part("close").tap();
        assertThat(box.dialog()).not().isVisible();
        assertThat(box.page()).hasURL(host.url("guide/fog.html"));
        box.page().goBack();

        assertThat(box.page()).hasURL(host.url("index.html"));
    }

    @Test
    void theButtonGoesWhereTheSiteSaysAndFloatsIfThatCannotBeSeen() {
        BoxPage placed = visitWith("data-docent-placement=\"header\"", "index.html");
        assertEquals(1, placed.page().locator("header > docent-search").count());

        for (String nowhere : List.of("#nowhere", "###")) {
            BoxPage floating = visitWith("data-docent-placement=\"" + nowhere + "\"", "index.html");
            assertEquals(
                    1, floating.page().locator("body > docent-search[floating]").count());
            floating.open();
        }

        BoxPage none = visitWith("data-docent-placement=\"none\"", "index.html").open();
        assertEquals(0, none.page().locator("docent-search").count());
    }

    private static boolean isFetched(Page page, String name) {
        return (boolean) page.evaluate(
                "name => performance.getEntriesByType('resource').some(entry => entry.name.includes('/' + name))",
                name);
    }
}

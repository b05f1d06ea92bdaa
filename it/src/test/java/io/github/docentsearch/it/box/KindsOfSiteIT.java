package io.github.docentsearch.it.box;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the button goes on pages of each generator, by the elements that they are known by, and what it looks like there. */
class KindsOfSiteIT extends BoxTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // Fluido: its own form in the side bar, then without one, then only a top bar
                "<div id=leftColumn><form id=search-form></form><div class='well sidebar-nav'></div></div>"
                        + "| #leftColumn > docent-search:has(+ #search-form)",
                "<div id=leftColumn><div class='well sidebar-nav'>Menu</div></div> | .well > docent-search:first-child",
                "<div id=topbar><nav class=nav-collapse><ul><li>Menu</ul></nav></div> | nav > docent-search:last-child",
                // maven-default-skin
                "<div id=leftColumn><div id=navcolumn>Menu</div></div> | #navcolumn > docent-search:first-child",
                // Asciidoctor with a table of contents at the side, Antora
                "<div id=toc class='toc2'>Contents</div> | #toc > docent-search:first-child",
                "<nav><div class='navbar-end'>Menu</div></nav> | .navbar-end > docent-search",
                // Sphinx: classic themes, Read the Docs, Furo
                "<div class=sphinxsidebarwrapper>Menu</div> | .sphinxsidebarwrapper > docent-search:first-child",
                "<div class=wy-side-nav-search>Search</div> | .wy-side-nav-search > docent-search:last-child",
                "<form class=sidebar-search-container>Search</form> | .sidebar-search-container + docent-search",
                // MkDocs Material
                "<nav class=md-header__inner>Title</nav> | .md-header__inner > docent-search:last-child",
                // Javadoc, Docusaurus and all that is not known: a corner, and never over Javadoc's own field
                "<input id=search-input> | body > docent-search[floating]",
                "<div id=__docusaurus>Page</div> | body > docent-search[floating]"
            })
    void theButtonStandsWhereTheGeneratorWouldPutASearch(String html, String place) {
        BoxPage box = visitWithin(html, "");

        assertThat(box.page().locator(place)).hasCount(1);
        assertThat(box.page().locator("docent-search")).hasCount(1);
        assertThat(box.button()).isInViewport();
        box.button().click();
        assertThat(box.field()).isFocused();
    }

    @Test
    void javadocsOwnFieldKeepsItsSlashAndIsNotCovered() {
        BoxPage box = visitWithin("<input id=search-input style='position: absolute; right: 0; top: 0'>", "");
        box.press("/");
        assertEquals(0, box.dialog().count());
        box.page().locator("#search-input").click();
        assertThat(box.page().locator("#search-input")).isFocused();
    }

    /** The classic theme of Sphinx has a dark frame around light text. */
    @Test
    void theDialogFollowsTheTextAndTheButtonItsPlace() {
        BoxPage box = visitWithin(
                "<div class=sphinxsidebarwrapper>Menu</div>",
                "body { background: #11303d !important } main { background: #fff }");
        assertThat(box.page().locator("docent-search")).hasAttribute("data-theme", "dark");
        box.open();

        assertThat(box.page().locator("docent-search-dialog")).hasAttribute("data-theme", "light");
    }

    /** A page of the handbook with what a generator would have around its text. */
    private static BoxPage visitWithin(String html, String css) {
        Page page = reader.freshPage(DESK);
        page.route("**/index.html", route -> {
            String body = "<style>" + css + "</style><body>" + html;
            route.fulfill(new Route.FulfillOptions()
                    .setContentType("text/html; charset=utf-8")
                    .setBody(route.fetch().text().replace("<body>", body)));
        });
        page.navigate(host.url("index.html"));
        page.waitForFunction("() => customElements.get('docent-search')");
        return new BoxPage(page);
    }
}

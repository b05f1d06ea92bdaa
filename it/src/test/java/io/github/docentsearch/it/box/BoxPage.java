package io.github.docentsearch.it.box;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;

/** A page with the box, by the names that the box goes by. */
record BoxPage(Page page) {
    Locator button() {
        return page.locator("docent-search").getByRole(AriaRole.BUTTON);
    }

    Locator dialog() {
        return page.locator("docent-search-dialog dialog");
    }

    Locator field() {
        return page.locator("docent-search-dialog input");
    }

    Locator options() {
        return page.locator("docent-search-dialog [role=option]");
    }

    Locator part(String name) {
        return page.locator("docent-search-dialog ." + name);
    }

    Locator status() {
        return page.locator("docent-search-dialog [role=status]");
    }

    BoxPage open() {
        page.waitForFunction("() => customElements.get('docent-search')");
        page.keyboard().press("Control+k");
        PlaywrightAssertions.assertThat(field()).isFocused();
        return this;
    }

    /** Types, and waits for the words of the live region: they come once the answer is there and typing has paused. */
    BoxPage ask(String text) {
        return ask(text, "Results: \\d+|Nothing found for .+");
    }

    /** The same where the box speaks another language. */
    BoxPage ask(String text, String words) {
        field().fill("");
        page.keyboard().type(text);
        PlaywrightAssertions.assertThat(status()).hasText(Pattern.compile(words));
        return this;
    }

    BoxPage press(String key) {
        page.keyboard().press(key);
        return this;
    }

    /** Where the options lead to, relative to the host. */
    List<String> links() {
        return options().all().stream()
                .map(option -> option.getAttribute("href").replaceFirst("^http://[^/]+/", ""))
                .toList();
    }

    /** The active option as assistive technology is told of it; null if there is none. */
    String active() {
        String id = field().getAttribute("aria-activedescendant");
        return id == null || id.isEmpty() ? null : id;
    }

    /** What the focus is on: an element's name and id, seen through shadow roots. */
    String focus() {
        return (String) page.evaluate("""
                () => {
                  let element = document.activeElement;
                  while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
                  return element.localName + (element.id ? '#' + element.id : '');
                }
                """);
    }
}

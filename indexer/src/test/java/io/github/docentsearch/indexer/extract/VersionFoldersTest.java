package io.github.docentsearch.indexer.extract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class VersionFoldersTest {
    @Test
    void newestComesFirstByNumberAndNotByLetter() {
        assertEquals(List.of("10.0", "9.1", "9.0.2", "9.0"), versions("9.0", "10.0", "9.0.2", "9.1"));
    }

    @Test
    void theNameThatMeansTheNewestComesFirstAndWhatIsNotReleasedLast() {
        assertEquals(
                List.of("latest", "v2.1", "v2.0", "3.0.0-SNAPSHOT", "2.2-rc1", "main"),
                versions("main", "2.2-rc1", "v2.0", "latest", "3.0.0-SNAPSHOT", "v2.1"));
    }

    @Test
    void foldersWithoutANumberAreJustFolders() {
        assertEquals(List.of(), versions("main", "dev", "stable"));
    }

    @Test
    void foldersThatShareNoPageAreJustFolders() {
        VersionFolders folders = VersionFolders.of(List.of("v1/install.html", "v2/upgrade.html", "index.html"));

        assertEquals(List.of(), folders.newestFirst());
        assertEquals("", folders.versionOf("v1/install.html"));
    }

    @Test
    void packagesCalledLikeVersionsAreNone() {
        List<String> paths = List.of(
                "index.html",
                "apidocs/io/v1/Foo.html",
                "apidocs/io/v1beta1/Foo.html",
                "apidocs/io/v1beta1/package-summary.html",
                "com/acme/v1/Foo.html",
                "com/acme/v1/package-summary.html",
                "com/acme/v2/Foo.html",
                "com/acme/v2/package-summary.html");

        assertEquals(List.of(), VersionFolders.of(paths).newestFirst());
    }

    @Test
    void aVersionMayLackTheStartPageThatOthersHave() {
        VersionFolders folders =
                VersionFolders.of(List.of("1.0/a.html", "1.1/a.html", "1.1/index.html", "2.0/a.html", "2.0/index.htm"));

        assertEquals(List.of("2.0", "1.1", "1.0"), folders.newestFirst());
    }

    @Test
    void yearsAreNoVersions() {
        assertEquals(List.of(), versions("2024", "2025"));
    }

    @Test
    void versionsMayLieBelowTheNameOfAComponent() {
        VersionFolders folders = VersionFolders.of(
                List.of("client/1.0/index.html", "client/2.0/index.html", "server/2.1/index.html", "index.html"));

        assertEquals("1.0", folders.versionOf("client/1.0/index.html"));
        assertEquals("", folders.versionOf("server/2.1/index.html"));
        assertEquals("", folders.versionOf("index.html"));
        assertTrue(folders.areVersionsOfOne("client/1.0/index.html", "client/2.0/index.html"));
        assertFalse(folders.areVersionsOfOne("client/1.0/index.html", "server/2.1/index.html"));
    }

    @Test
    void everyPageKnowsTheSamePageInTheNextNewerVersion() {
        List<String> paths = List.of(
                "1.0/a.html",
                "1.0/gone.html",
                "1.1/a.html",
                "1.1/index.html",
                "2.0/a.html",
                "2.0/index.html",
                "2.0/new.html",
                "about.html");

        assertArrayEquals(
                new int[] {2, 1, 4, 5, -1, -1, -1, -1}, VersionFolders.of(paths).newer(paths));
    }

    private static List<String> versions(String... folders) {
        List<String> paths =
                List.of(folders).stream().map(folder -> folder + "/index.html").toList();
        return VersionFolders.of(paths).newestFirst();
    }
}

package io.github.docentsearch.indexer.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FolderExchangeTest {
    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void foldersOfAnyNameChangePlaces(@TempDir Path directory) throws Exception {
        Path one = folder(directory.resolve("Ünder 100 % of it's “search”"), "first");
        Path other = folder(directory.resolve(".search.docent-new"), "second");

        assertTrue(FolderExchange.exchange(one, other));

        assertEquals("second", Files.readString(one.resolve("file")));
        assertEquals("first", Files.readString(other.resolve("file")));
    }

    @Test
    void aFolderThatIsNotThereIsExchangedWithNone(@TempDir Path directory) throws Exception {
        Path one = folder(directory.resolve("one"), "first");

        assertFalse(FolderExchange.exchange(one, directory.resolve("other")));

        assertEquals("first", Files.readString(one.resolve("file")));
    }

    @Test
    void aFileSystemOfTheJvmItselfIsNotTheSystems() throws Exception {
        try (FileSystem memory = Jimfs.newFileSystem(Configuration.unix())) {
            Path one = folder(memory.getPath("/one"), "first");
            Path other = folder(memory.getPath("/other"), "second");

            assertFalse(FolderExchange.exchange(one, other));

            assertEquals("first", Files.readString(one.resolve("file")));
        }
    }

    private static Path folder(Path folder, String content) throws Exception {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("file"), content);
        return folder;
    }
}

package io.github.docentsearch.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermAnalyzerTest {
    private final TermAnalyzer analyzer = new TermAnalyzer(new JdkUnicode());
    private final TermList terms = new TermList();

    private String analyzed(String text) {
        analyzer.analyze(text, terms);
        List<String> found = new ArrayList<>();
        for (int i = 0; i < terms.size(); i++) {
            found.add(terms.term(i));
        }
        return String.join(" ", found);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "How do I skip the index?              | how do i skip the index",
                "doSomething                           | do something dosomething",
                "MyClass.doSomething()                 | my class myclass do something dosomething myclassdosomething",
                "SQLITE_CONFIG_URI                     | sqlite config uri sqliteconfiguri",
                "app:setTimeout(callback, delay)       | app set timeout settimeout appsettimeout callback delay",
                "--force-with-lease                    | force with lease forcewithlease --forcewithlease",
                "org.apache.maven:maven-core           | org apache maven maven core mavencore orgapachemavenmavencore mavenmavencore",
                "@Mojo                                 | mojo @mojo",
                "C++ and C#                            | c c++ and c c#",
                "`a ||> b`                             | `a ||> b`",
                "ORA-00942                             | ora 00942 ora00942",
                "XMLHttpRequest                        | xml http request xmlhttprequest",
                "java.util.Map.Entry                   | java util map entry javautilmapentry mapentry",
                "Python 3.12.1                         | python 3 12 1 3.12.1 12.1",
                "read-only files                       | read only readonly files",
                "don't touch the page's end            | dont touch the page end",
                "Ünïcode Café ﬁle ＡＢＣ               | unicode cafe file abc",
                "naïve résumé                          | naive resume",
                "Йод и ёж                              | йод и еж",
                "GROẞE Straße                          | grosse strasse",
                "الإِعْدَادَات والأســماء                    | الاعدادات والاسماء",
                "l'installation d’un service           | installation linstallation dun service",
                "dell'utente, quest'area               | dell utente dellutente quest area questarea",
                "O'Reilly's b'hello' aujourd'hui       | reilly oreilly hello bhello aujourd hui aujourdhui",
                "we'll, they've; rock'n'roll '90s      | well theyve rockn roll rocknroll 90s",
                "全文検索 engine                       | 全文 文検 検索 engine",
                "字                                    | 字",
                "𠀀𠀁𠀂 x                                | 𠀀𠀁 𠀁𠀂 x",
                "🚀 Quick🎉start 𝐱                      | quick start x",
                "a->b std::vector x=1 a,b              | a b ab std vector stdvector x 1 a b",
                "`git commit -m`                       | git commit m -m",
                "path/to/file.txt                      | path to file txt pathtofiletxt filetxt",
                "— … “quoted” (bracketed) [x] {y};     | quoted bracketed x y",
                "pg_stat_user_tables.n_dead_tup        | pg stat user tables pgstatusertables n dead tup ndeadtup pgstatusertablesndeadtup",
            })
    void cutsTextIntoTerms(String text, String expected) {
        assertEquals(expected, analyzed(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "git-add             | gitadd",
                "Git Add             | gitadd",
                "git_add()           | gitadd",
                "SQLITE_CONFIG_URI   | sqliteconfiguri",
                "MyClass.doSomething | myclassdosomething",
                "C++                 | c++",
                "L'installation      | installation",
                "--force-with-lease  | forcewithlease",
                "全文検索            | 全文検索",
                "`||>`               | `||>`",
                "`...`               | ``",
            })
    void givesOneKeyToAllSpellingsOfAName(String text, String expected) {
        assertEquals(expected, analyzer.key(text));
    }

    @Test
    void encodedDataCostsNothing() {
        assertEquals(
                "before after",
                analyzed(
                        "before iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4//8/w38GIAXDIBKE0DHxgljNBAAO9TXL0Y4OHwAAAABJRU5ErkJggg== after"));
        assertEquals("sha", analyzed("sha da39a3ee5e6b4b0d3255bfef95601890afd80709"));
        assertEquals("", analyzed("x".repeat(65)));
    }

    @Test
    void everyTermSaysWhereItStands() {
        analyzer.analyze("See MyClass.doSomething() now", terms);
        List<String> pieces = new ArrayList<>();
        for (int i = 0; i < terms.size(); i++) {
            pieces.add("See MyClass.doSomething() now".substring(terms.start(i), terms.end(i)));
        }
        assertEquals(
                List.of(
                        "See",
                        "My",
                        "Class",
                        "MyClass",
                        "do",
                        "Something",
                        "doSomething",
                        "MyClass.doSomething",
                        "now"),
                pieces);
    }

    @Test
    void anyTextGivesTermsWithinItAndWithinTheCap() {
        long seed = 20261122;
        Random random = new Random(seed);
        String alphabet = "aAbB01 _-.:/#@+'’\"()|>$é漢字한ñ\u0301\uD83D\uDE00\uD840\uDC00\n";
        for (int round = 0; round < 3000; round++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(120);
            for (int i = 0; i < length; i++) {
                text.append(
                        random.nextInt(20) == 0
                                ? (char) random.nextInt(0x10000)
                                : alphabet.charAt(random.nextInt(alphabet.length())));
            }
            analyzer.analyze(text.toString(), terms);
            for (int i = 0; i < terms.size(); i++) {
                String message = "seed " + seed + ", round " + round + ", term " + terms.term(i);
                assertTrue(
                        terms.term(i).length() >= 1 && terms.term(i).length() <= TermAnalyzer.MAX_TERM_LENGTH, message);
                assertTrue(terms.start(i) >= 0 && terms.start(i) < terms.end(i) && terms.end(i) <= length, message);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "index,      indexes,    indexed,   indexing",
        "use,        uses,       used,      using",
        "query,      queries,    queried,   querying",
        "create,     creates,    created,   creating",
        "drop,       drops,      dropped,   dropping",
        "control,    controls,   controlled, controlling",
        "call,       calls,      called,    calling",
        "try,        tries,      tried,     trying",
        "set,        sets,       sets,      setting",
        "add,        adds,       added,     adding",
        "process,    processes,  processed, processing",
        "cache,      caches,     cached,    caching",
        "string,     strings,    strings,   strings",
        "copy,       copies,     copied,    copying",
        "play,       plays,      played,    playing",
        "merge,      merges,     merged,    merging",
    })
    void formsOfAWordShareAStem(String word, String second, String third, String fourth) {
        String stem = EnglishStemmer.stem(word);
        assertEquals(stem, EnglishStemmer.stem(second));
        assertEquals(stem, EnglishStemmer.stem(third));
        assertEquals(stem, EnglishStemmer.stem(fourth));
    }

    @ParameterizedTest
    @CsvSource({
        "import, important",
        "class, clash",
        "status, state",
        "string, str",
        "need, ned",
        "thing, th",
        "file, fill"
    })
    void differentWordsKeepTheirStemsApart(String a, String b) {
        assertTrue(!EnglishStemmer.stem(a).equals(EnglishStemmer.stem(b)));
    }
}

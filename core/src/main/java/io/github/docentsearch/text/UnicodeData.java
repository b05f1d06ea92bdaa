package io.github.docentsearch.text;

/**
 * Letter case and classes of the characters beyond ASCII, of Unicode 13.
 *
 * <p>The platform's tables would weigh as much as a tenth of the browser's engine, and are of different Unicode versions on
 * different JDKs and in the browser; with these, a site is cut into the same words wherever it is built and read. Both are
 * runs of numbers, five bits a character; {@code UnicodeDataTest} makes them from the JDK's own.
 */
final class UnicodeData {
    /** Letters, digits, symbols, spaces, and what Unicode has not assigned. */
    static final int OTHER = 0;

    /** Non-spacing marks, controls, format characters, private use, surrogates, and U+FFFD. */
    static final int INVISIBLE = 1;

    /** Punctuation of every kind. */
    static final int PUNCTUATION = 2;

    /** For each run of a class: characters since the last run, then twice its length plus its class minus 1. */
    static final String CLASSES =
            "#C%$&(&&&$%+(&&&&C5C*1&+&^*-U)0L$()]%#&#%#&#'#&#'#&#%N$(./&($(%9#&#%$(N$M$-,%%F&&$3$/%'$+5@$"
                    + "%$%AY$^%9]$5&*&%;+$5$)$-%B=)%&W&C&Z$%$%'3'%&1-'#(-&3%]$%'++%7'<&#%%'\\$%''''%)&%A'&%#&-'\\$%'-"
                    + "$''%7'/&,/$%]$%%%$++%*'.'A%`$%/%U$%&%\\$)()$+*'.'6&,%%&Z$%%%)%('7'?'\\$''++%7'@%K%%*)$%@&_$%%1"
                    + "/3#&-(X%%%5./Y$B$&&'>%$%$%#,V$?$-#&#'(9$K%,%,.'(U%+$/$'%'.0+'')3+0%%')%2%`%&D6)#6Z'&P6&O$(Q%"
                    + "*G$)@)#(>'A'C%'$1+%%9#*$*%%E$:#+Y&'E$%Y&)'',%))+(T)'%%%(Y$%$1$%$%%3)7%%C$2$0%?$'b$+S$%$-$%(%"
                    + ":2-5/'C$+%'$)[$%$'&%$)-,O$3%'&.a$(C%4+)#&#=$1'%)%&'I)W&$-N3-#T$%-$L$$>$<$-$70(1(D%='%&;Z3,@("
                    + "`D$@R%(B8V/P$b$,C$(T:)*,$(S&&1%C&C%#b%$D%%&Q0*'8%<-+%&/&^%'(&]%&EC@(P+*b%%&&#7#&B'S%'#0M+%&%"
                    + "'%<'(%J%,O%'+(3G$)*$&%%I$3#(:90&C$)S$%%+%'&>3((%F%/%'%'/%+%2,?%V$%$)%'('$%?(/'%('%Q*%%%%&$%U"
                    + "C.CS3a3%b3(C)C$#8)C$#J%$@$&'&$(V'%$*$0$,-(&(=*$&>&$&$2V')$%E+*]*%E*%X'-G$&S$&a/&J:&J)&B&D))$"
                    + "'(+K$)'%36I$&H&',2E%2\\%,J/+F/'#&['9'.J(%Y$A#2T$)T$+%'#(#%#,.%U$)G$-$3.,R$%#(-'W$5),#+#&$%.&$"
                    + "*R%)%%$'#0#%M&&X$%&38'\\$'&%H$1&-F)3%)$%'.-($&#%W%/$%''$'%&N*+)'$'#R$''X%3%%$'#*?>a$%$%%/$%H&"
                    + ")%+$-3*S*5$'#&b*'$%'%#*P'+%''%$&A7K$/%+#4#%,/%)Q$=$'#*$.P/1$/$%$.M$(C$O$%1$'$']&/&%$'$1$%K%'"
                    + "&%$%^-'%(I+&SF$.^`&5XT0(C'-#&]$1#.+&U=,W(%b$+R%&$%[H6'#&#+FI(),C$%1A+W')^`$Q&'G&+%1%%.2-$ASM"
                    + "$1$E$%1$'$-H+1X0+CR$1P&16(DXH;%AC)C'C2SSb$_bb&%_bb&";

    /**
     * For each run of capitals that are as far from their small letters: characters since the last run; twice its length,
     * plus 1 if only every second character belongs to it; the distance, its sign in the lowest bit.
     */
    static final String CAPITALS =
            "C%Q$C%$1C%D$T$%$%P/$*%%4%%R$%$%T*#*%&%G0#(%$%_/#%%$']/#%%%%a'#%W/#%Y/#%%$%]/#%a/$%I0#%E0#%%&"
                    + "%I0#%M0$%O0#*%$%W0#%%$%W0%%%$%W0#%%$'U0#(%$%Y0#%%&%%*%'#%%$%'#%%$%'#6%%6%%%'#(%$%D)#%R&#L$%$"
                    + "%F+$6%*%YE8#%%$%H-#%SE8%%%$%H/#%M'#%Q'#.%D,(%&%%+%K*)%O%$)M%$%C'$'a&$E$C%$5C%F$%3+<%(%Z&%%%$"
                    + "%0#%%%)F+#C$C(#C%C%S$F$%,Z$%$%A#2%%D&%%O%C&L]%O%CI1$%CI1(%CI1U9C(C`N%#/3]G%Y%b^(%)b^(C-Z'%,%"
                    + "`^1$D&%,32+/2-32+32+/2.,2+32;32+32+32+'2#'V'#%4.+N(#%4.'2#'J)/'2#'b)#%0.'b*#'^*#%4L,%\\X1&%`N"
                    + "3#%NG3)%[$P$C$C$6%%U<W$W$S\\$a%C&T$%%$%Pb7#%NQ*#%Pa7%*%$%ZD8#%\\b7#%`D8#%^D8$%%%%%+'`F8#H&%+(%"
                    + "'%%PMAR$%6@%J'2%&b$%-(%$%JCH%#.%'%%$%RUU%%(%&8%$%JWU%#%`WU%#%XWU%#%DWU%#%JWU%$%FTU%#%VUU%#%L"
                    + "TU%#%C]$#0%&%%$%b%#%HWU%#%RFH%#(%N$%%N\\8W$C%HI$S%S%K'K%S%O`$I&C'Pb%C%C%CO8C%C%CXAG%G%";

    private static final int FIRST = 0x80;
    private static final int FIRST_DIGIT = 35;

    /** First characters of the runs, ascending. */
    private static final int[] CLASS_STARTS;

    /** Length and class of each run, as they are stored. */
    private static final int[] CLASS_RUNS;

    private static final int[] CAPITAL_STARTS;
    private static final int[] CAPITAL_RUNS;
    private static final int[] CAPITAL_DISTANCES;

    static {
        int[] numbers = decode(CLASSES);
        int count = numbers.length / 2;
        CLASS_STARTS = new int[count];
        CLASS_RUNS = new int[count];
        int at = FIRST;
        for (int i = 0; i < count; i++) {
            at += numbers[2 * i];
            CLASS_STARTS[i] = at;
            CLASS_RUNS[i] = numbers[2 * i + 1];
            at += CLASS_RUNS[i] >> 1;
        }
        numbers = decode(CAPITALS);
        count = numbers.length / 3;
        CAPITAL_STARTS = new int[count];
        CAPITAL_RUNS = new int[count];
        CAPITAL_DISTANCES = new int[count];
        at = FIRST;
        for (int i = 0; i < count; i++) {
            at += numbers[3 * i];
            CAPITAL_STARTS[i] = at;
            int run = numbers[3 * i + 1];
            CAPITAL_RUNS[i] = run;
            at += ((run >> 1) - 1 << (run & 1)) + 1;
            int distance = numbers[3 * i + 2];
            CAPITAL_DISTANCES[i] = (distance & 1) == 0 ? distance >> 1 : -(distance + 1 >> 1);
        }
    }

    private UnicodeData() {}

    /** One of {@link #OTHER}, {@link #INVISIBLE}, {@link #PUNCTUATION}; {@code c} is at least U+0080. */
    static int classOf(int c) {
        int run = runOf(c, CLASS_STARTS);
        return run >= 0 && c - CLASS_STARTS[run] < CLASS_RUNS[run] >> 1 ? 1 + (CLASS_RUNS[run] & 1) : OTHER;
    }

    /** The small letter of a capital, any other character as it is; {@code c} is at least U+0080. */
    static int toLowerCase(int c) {
        int run = runOf(c, CAPITAL_STARTS);
        if (run < 0) {
            return c;
        }
        int offset = c - CAPITAL_STARTS[run];
        int step = CAPITAL_RUNS[run] & 1;
        return (offset & step) == 0 && offset >> step < CAPITAL_RUNS[run] >> 1 ? c + CAPITAL_DISTANCES[run] : c;
    }

    /** The last run that begins at {@code c} or before; -1 if there is none. */
    private static int runOf(int c, int[] starts) {
        int low = 0;
        int high = starts.length;
        while (low < high) {
            int middle = low + high >>> 1;
            if (starts[middle] <= c) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    private static int[] decode(String digits) {
        int[] numbers = new int[digits.length()];
        int count = 0;
        int shift = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - FIRST_DIGIT;
            numbers[count] |= (digit & 31) << shift;
            if (digit >= 32) {
                shift += 5;
            } else {
                shift = 0;
                count++;
            }
        }
        int[] exact = new int[count];
        System.arraycopy(numbers, 0, exact, 0, count);
        return exact;
    }
}

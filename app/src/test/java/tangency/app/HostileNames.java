package tangency.app;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Two hundred names that mean something else to somebody: to a browser, a spreadsheet, a shell, a file system, a database, an eye. */
public final class HostileNames {
    public static final List<String> ALL = all();

    private HostileNames() {}

    private static List<String> all() {
        Set<String> names = new LinkedHashSet<>();
        markup(names);
        formulas(names);
        paths(names);
        for (int control : new int[]{0, 1, 7, 8, 9, 10, 11, 12, 13, 27, 31, 127, 0x80, 0x85, 0x9b, 0x9f}) {
            names.add("bell" + Character.toString(control) + "end");
        }
        for (int mark : new int[]{0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068,
                0x2069,
                0x061c}) {
            names.add("invoice" + Character.toString(mark) + "fdp.exe");
        }
        for (int odd : new int[]{0x2028, 0x2029, 0xfeff, 0x200b, 0x200c, 0x200d, 0x2060, 0x00ad, 0xfffe, 0xffff, 0xfdd0,
                0x1fffe, 0x10ffff, 0xe000, 0xe0041, 0xfe0f, 0x00a0, 0x3000, 0x2003, 0x180e}) {
            names.add("a" + Character.toString(odd) + "b");
        }
        texts(names);
        for (int i = 1; names.size() < 200; i++) {
            names.add("\u202e<b>=" + i + "+1</b>_\ud83d\ude00");
        }
        return List.copyOf(new ArrayList<>(names).subList(0, 200));
    }

    private static void markup(Set<String> names) {
        names.addAll(List.of("<script>alert(1)</script>", "</title><script>alert(2)</script>",
                "</style><script>x</script>",
                "<img src=x onerror=alert(3)>", "<img src='file:///etc/passwd'/>", "\"><svg/onload=alert(4)>",
                "' onmouseover='alert(5)", "<iframe src=javascript:alert(6)>", "<a href=\"javascript:alert(7)\">x</a>",
                "<!--", "-->", "<![CDATA[x]]>", "]]>", "&lt;b&gt;", "&amp;amp;", "&#60;script&#62;", "&#x3c;b", "&",
                "<",
                "<?xml version='1.0'?>", "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>", "&e;",
                "<base href=//evil>", "<meta http-equiv=refresh content='0;url=//evil'>",
                "<style>*{display:none}</style>",
                "<object data='file:///etc/passwd'>", "<link rel=stylesheet href=//evil>",
                "<xi:include href='/etc/passwd'/>",
                "<foreignObject><script>x</script></foreignObject>", "javascript:alert(8)", "data:text/html,<b>x",
                "expression(alert(9))", "url(//evil)", "{{7*7}}", "${7*7}", "#{7*7}", "<%= 7*7 %>", "@|bold,red x|@",
                "$$x$$", "\\input{/etc/passwd}", "<html>hidden", "<html><img src=//evil>"));
    }

    private static void formulas(Set<String> names) {
        names.addAll(List.of("=1+1", "=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(1)", "=HYPERLINK(\"//evil\",\"x\")",
                "\t=1+1", "\r=1+1", " =1+1", "\n=1+1", "=IMPORTXML(\"//evil\",\"//a\")", "+cmd|' /C calc'!A0",
                "-cmd|' /C calc'!A0", "@cmd", "\uff1d1+1", "\uff0b1+1", "\uff0d1+1", "\uff20SUM(1)", "'=1+1", "\"=1+1",
                "=\"x\"", "=A1", "-", "+", "=", "@", ";=1+1", ",=1+1", "\",=1+1,\"", "\"\n=1+1\n\"", "_x003D_1+1", "-x",
                "{=1+1}", "%0A=1+1", "DDE(\"cmd\")"));
    }

    private static void paths(Set<String> names) {
        names.addAll(List.of("../../etc/passwd", "..\\..\\windows\\win.ini", "/etc/passwd", "C:\\windows", "C:evil",
                "\\\\host\\share", "file:///etc/passwd", "con", "CON", "nul", "NUL.txt", "aux", "prn", "com1", "LPT9",
                "com\u00b9", ".", "..", "...", "name.", "name ", " name", ".hidden", "~", "~root", "-rf", "--help",
                "$(touch x)", "`touch x`", "; rm -rf x", "| cat", "> out", "&& x", "*", "?", "a/b", "a\\b", "a:b",
                "a|b",
                "%00", "%2e%2e%2f", "a\u2215b", "scenario.json.exe", "workspace.mv.db", "a".repeat(199)));
    }

    private static void texts(Set<String> names) {
        names.addAll(List.of("'; DROP TABLE journal; --", "' OR '1'='1", "%s%s%n", "{0}", "\\", "\"", "'", "\\u0000",
                "_mnemonic", "A_B_C", "__", "null", "true", "NaN", "1e999999999", "-0", "__proto__",
                "Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319\u0324a\u0323\u0306l\u0489g\u0334o",
                "e\u0301", "\u0301start", "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67",
                "\ud83c\uddeb\ud83c\uddf7",
                "\ud83d\udc4d\ud83c\udffd", "\u05e9\u05dc\u05d5\u05dd abc", "\u0645\u0631\u062d\u0628\u0627",
                "\u65e5\u672c\u8a9e", "\u0440\u0430ypal", "\ufb01", "\u0130", "\u00df"));
    }
}

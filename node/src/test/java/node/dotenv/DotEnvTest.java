package node.dotenv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import node.json.Complaint;
import node.json.Place;
import org.junit.jupiter.api.Test;

/// The expected values are those of the npm packages dotenv 16.6 and dotenv-expand 12.0.2.
final class DotEnvTest {

    private static final String LINES =
            """
            # comment
            A=plain
            B = spaced \s
            C="double \\n line \\" quote"
            D='single \\n $A'
            E=`back "tick" 'x'`
            export F=exported
            G: yaml
            H=has#comment
            I="has#none" # comment
            J=
            K="multi
            line" # after
            L='it''s'
            M="a" b
            N="open
            O=$A-${A}_${NONE:-dflt}-${NONE-d2}${A:+yes}${NONE:+no}
            P=\\$A
            Q="  keep  "
            R.S-T=dotted
            U=a=b=c
            V="${D}"
            W=$$A
            X='${A}'
            Y="\\r"
            not a line
            Z
            AA="x" "y"
            BB=it's
            CC=${A
            DD=$O
            EE=${NONE:-${A}}
            """;

    @Test
    void lines_are_read_as_the_package_reads_them() {
        Map<String, String> values = DotEnv.parse(LINES).values();

        assertThat(values)
                .containsEntry("A", "plain")
                .containsEntry("B", "spaced")
                .containsEntry("C", "double \n line \\\" quote")
                .containsEntry("D", "single \\n $A")
                .containsEntry("E", "back \"tick\" 'x'")
                .containsEntry("F", "exported")
                .containsEntry("G", "yaml")
                .containsEntry("H", "has")
                .containsEntry("I", "has#none")
                .containsEntry("J", "")
                .containsEntry("K", "multi\nline")
                .containsEntry("L", "it''s")
                .containsEntry("M", "\"a\" b")
                .containsEntry("N", "\"open")
                .containsEntry("P", "\\$A")
                .containsEntry("Q", "  keep  ")
                .containsEntry("R.S-T", "dotted")
                .containsEntry("U", "a=b=c")
                .containsEntry("Y", "\r")
                .containsEntry("AA", "x\" \"y")
                .containsEntry("BB", "it's")
                .hasSize(28);
    }

    @Test
    void references_are_replaced_as_the_package_replaces_them() {
        Map<String, String> values = Expansion.expand(DotEnv.parse(LINES).values(), Map.of());

        assertThat(values)
                .containsEntry("D", "single \\n plain")
                .containsEntry("O", "plain-plain_dflt-d2yes")
                .containsEntry("P", "$A")
                .containsEntry("V", "single \\n plain")
                .containsEntry("W", "")
                .containsEntry("X", "plain")
                .containsEntry("CC", "${A")
                .containsEntry("DD", "plain-plain_dflt-d2yes")
                .containsEntry("EE", "plain");
    }

    @Test
    void what_is_no_assignment_is_told_without_its_text() {
        DotEnv.Parsed parsed = DotEnv.parse("A=1\r\nhush hush\nB='2\n");

        assertThat(parsed.values()).containsEntry("A", "1").containsEntry("B", "'2").hasSize(2);
        assertThat(parsed.complaints())
                .containsExactly(
                        new Complaint(
                                new Place(2, 1), "This line is no NAME=VALUE and is passed over."),
                        new Complaint(
                                new Place(3, 1),
                                "The quote of B is not closed; its line alone is taken."));
    }

    @Test
    void the_process_wins_over_a_file_where_it_counts() {
        Map<String, String> parsed = new LinkedHashMap<>();
        parsed.put("HOME", "/file");
        parsed.put("BOTH", "${HOME}/x");

        assertThat(Expansion.expand(parsed, Map.of("HOME", "/process")))
                .containsEntry("HOME", "/process")
                .containsEntry("BOTH", "/process/x");
    }

    @Test
    void references_that_go_in_circles_come_to_an_end() {
        Map<String, String> grow = Map.of("A", "${A}${A}x", "B", "${A}${B}${A}");

        assertThat(Expansion.expand(grow, Map.of("A", "${B}${B}", "B", "${A}${A}")))
                .containsOnlyKeys("A", "B");
    }
}

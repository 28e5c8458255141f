package node.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import node.json.Json;
import node.json.JsonReader;
import org.junit.jupiter.api.Test;

class SetupTest {
    private final Setup setup = new Setup();

    private void asked(long id, String method, String params) {
        Request request =
                Objects.requireNonNull(
                        Request.of(
                                "{\"id\":%d,\"method\":\"%s\",\"params\":%s}"
                                        .formatted(id, method, params)));
        setup.asked(request);
    }

    private void answered(long id, String result) {
        String text = "{\"id\":" + id + ",\"result\":" + result + "}";
        if (JsonReader.read(text).root() instanceof Json.Fields response) {
            setup.answered(id, response);
        }
    }

    @Test
    void what_was_set_is_set_again_domains_first_and_code_runs_last() {
        asked(1, "Runtime.runIfWaitingForDebugger", "{}");
        asked(2, "Debugger.setPauseOnExceptions", "{\"state\":\"all\"}");
        asked(3, "Runtime.evaluate", "{\"expression\":\"1\"}");
        asked(4, "Debugger.enable", "{}");

        assertThat(setup.again(100))
                .containsExactly(
                        "{\"id\":100,\"method\":\"Debugger.enable\",\"params\":{}}",
                        "{\"id\":101,\"method\":\"Debugger.setPauseOnExceptions\","
                                + "\"params\":{\"state\":\"all\"}}",
                        "{\"id\":102,\"method\":\"Runtime.runIfWaitingForDebugger\",\"params\":{}}");
    }

    @Test
    void the_newest_setting_of_a_kind_is_the_one_that_is_kept() {
        asked(1, "Debugger.setPauseOnExceptions", "{\"state\":\"all\"}");
        asked(2, "Debugger.setPauseOnExceptions", "{\"state\":\"none\"}");

        assertThat(setup.again(1)).singleElement().asString().contains("none");
    }

    @Test
    void breakpoints_are_kept_once_they_have_an_id_until_they_are_removed() {
        asked(1, "Debugger.setBreakpointByUrl", "{\"lineNumber\":7}");
        asked(2, "Debugger.setBreakpointByUrl", "{\"lineNumber\":8}");
        asked(3, "Debugger.setBreakpointByUrl", "{\"lineNumber\":9}");
        boolean awaited = setup.awaits(1);
        answered(1, "{\"breakpointId\":\"1:7:0:main.js\"}");
        answered(2, "{\"breakpointId\":\"1:8:0:main.js\"}");
        answered(3, "{}");
        asked(4, "Debugger.removeBreakpoint", "{\"breakpointId\":\"1:7:0:main.js\"}");

        assertThat(awaited).isTrue();
        assertThat(setup.awaits(1)).isFalse();
        assertThat(setup.again(1)).singleElement().asString().contains("\"lineNumber\":8");
    }

    @Test
    void a_domain_that_is_disabled_takes_what_was_set_in_it_along() {
        asked(1, "Debugger.enable", "{}");
        asked(2, "Runtime.enable", "{}");
        asked(3, "Debugger.setBreakpointByUrl", "{\"lineNumber\":7}");
        answered(3, "{\"breakpointId\":\"b\"}");
        asked(4, "Debugger.disable", "{}");

        assertThat(setup.again(1)).singleElement().asString().contains("Runtime.enable");
    }
}

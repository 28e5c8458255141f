package node.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AskerTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "LOCALHOST:9229",
                "127.0.0.1:9229",
                "[::1]:9229",
                "10.0.0.1"
            })
    void who_calls_it_localhost_or_by_an_address_may_ask(String host) {
        assertThat(Asker.refusal(host, null)).isNull();
        assertThat(Asker.refusal(host, "devtools://devtools")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "localhost.evil.example:9229",
                "127.0.0.1.evil.example",
                "1.2.3",
                "localhost:",
                "localhost:9229:1",
                "[evil]"
            })
    void a_name_that_may_lead_here_from_anywhere_is_refused(String host) {
        assertThat(Asker.refusal(host, null)).contains("'" + host + "'", "localhost");
    }

    @Test
    void a_web_page_is_refused_also_one_of_this_machine() {
        assertThat(Asker.refusal("localhost:9229", "http://localhost:8787"))
                .isEqualTo(
                        "The page 'http://localhost:8787' may not debug; use DevTools or an"
                                + " editor.");
        assertThat(Asker.refusal("localhost:9229", "null")).isNotNull();
        assertThat(Asker.refusal("localhost:9229", "https://evil.example/devtools://")).isNotNull();
    }
}

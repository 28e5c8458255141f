package base.lane;

import static org.assertj.core.api.Assertions.assertThat;

import base.lane.VersionImage.Module;
import base.lane.VersionImage.ModuleKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class VersionImageTest {

    @Test
    void an_image_as_text_has_no_values() {
        var main = new Module("main.js", ModuleKind.SCRIPT, new byte[] {1});

        String text = new VersionImage("{\"vars\":{\"KEY\":\"hush\"}}", List.of(main)).toString();

        assertThat(text).isEqualTo("VersionImage[[main.js]]");
    }
}

package figures;

import java.nio.charset.StandardCharsets;

/// What came back.
///
/// @param status of the answer
/// @param body whole
record Answer(int status, byte[] body) {
    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    boolean isOk() {
        return status == 200;
    }
}

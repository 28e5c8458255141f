package node.init;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import node.config.AppChoices;
import node.config.AppReader;
import node.config.AppReading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class InitTest {
    @TempDir private Path directory;

    @ParameterizedTest
    @EnumSource
    void a_template_makes_an_app_named_like_its_folder_whose_settings_have_no_fault(
            Template template) throws IOException {
        Path folder = directory.resolve("My New_App 2");

        Init.Made made = Init.make(template, folder);

        assertThat(made).isInstanceOf(Init.Made.Done.class);
        assertThat(AppReader.read(folder, AppChoices.NONE))
                .isInstanceOfSatisfying(
                        AppReading.Read.class,
                        read -> {
                            assertThat(read.config().name()).isEqualTo("my-new-app-2");
                            assertThat(read.warnings()).isEmpty();
                        });
        for (String name :
                List.of("package.json", "tsconfig.json", "README.md", "wrangler.jsonc")) {
            assertThat(folder.resolve(name)).exists();
        }
        assertThat(folder.resolve("README.md")).content().contains("edgewise dev", "curl");
        assertThat(folder.resolve("package.json")).content().contains("\"my-new-app-2\"");
    }

    @Test
    void packages_come_with_their_licences() throws IOException {
        Init.make(Template.HONO, directory.resolve("a"));
        Init.make(Template.REACT_SSR, directory.resolve("b"));

        for (String name :
                List.of(
                        "a/node_modules/hono/LICENSE",
                        "b/node_modules/react/LICENSE",
                        "b/node_modules/react-dom/LICENSE")) {
            assertThat(directory.resolve(name)).content().startsWith("MIT License");
        }
    }

    @Test
    void what_is_there_is_not_touched() throws IOException {
        Path file = Files.writeString(directory.resolve("notes.txt"), "mine");

        assertThat(Init.make(Template.HELLO, directory))
                .isEqualTo(
                        new Init.Made.Refused(
                                "'"
                                        + directory
                                        + "' is not empty, it has 'notes.txt'; name a new folder."));
        assertThat(Init.make(Template.HELLO, file))
                .isEqualTo(new Init.Made.Refused("'" + file + "' is a file; name a new folder."));
        assertThat(directory).isDirectoryContaining("glob:**notes.txt");
        assertThat(file).hasContent("mine");
    }

    @Test
    void a_new_repository_is_as_good_as_an_empty_folder() throws IOException {
        Files.createDirectory(directory.resolve(".git"));

        assertThat(Init.make(Template.HELLO, directory)).isInstanceOf(Init.Made.Done.class);
    }

    @Test
    void hono_is_the_file_of_the_registry_that_the_example_s_lock_names()
            throws IOException, NoSuchAlgorithmException {
        byte[] file = Files.readAllBytes(Path.of("src/main/npm/hono-4.13.19.tgz"));
        byte[] digest = MessageDigest.getInstance("SHA-512").digest(file);

        assertThat(Path.of("../examples/hono-api/package-lock.json"))
                .content()
                .contains("sha512-" + Base64.getEncoder().encodeToString(digest));
    }
}

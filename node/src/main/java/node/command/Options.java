package node.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The kinds of options that commands share.
final class Options {

    private Options() {}

    /// An option that is given or not.
    static OptionSpec.Builder flag(String name, String description) {
        return OptionSpec.builder(name).type(boolean.class).arity("0").description(description);
    }

    /// An option with a value.
    static <T> OptionSpec.Builder value(
            String name, String label, Class<T> type, String description) {
        return OptionSpec.builder(name)
                .paramLabel(label)
                .type(type)
                .arity("1")
                .description(description);
    }

    /// `--help`, which every command has.
    static void help(CommandSpec spec) {
        spec.addOption(
                OptionSpec.builder("-h", "--help")
                        .type(boolean.class)
                        .arity("0")
                        .usageHelp(true)
                        .description("Tells how this is used.")
                        .build());
    }
}

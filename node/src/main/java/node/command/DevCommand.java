package node.command;

import java.nio.file.Path;
import java.util.List;
import node.dev.DevOptions;
import node.dev.DevServer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// `edgewise dev`: its words, and the options they become.
final class DevCommand {

    private static final int PORT = 8787;
    private static final String HOST = "127.0.0.1";

    private final DevServer server;

    DevCommand(DevServer server) {
        this.server = server;
    }

    CommandSpec spec() {
        CommandSpec spec = CommandSpec.create();
        spec.usageMessage()
                .description(
                        "Serves apps on this machine, each under NAME.localhost, and takes up what changes.")
                .customSynopsis("edgewise dev [DIR...] [OPTIONS]")
                .parameterListHeading("%n")
                .optionListHeading("%nOptions:%n")
                .sortOptions(false);
        spec.addPositional(
                PositionalParamSpec.builder()
                        .index("0..*")
                        .arity("0..*")
                        .paramLabel("DIR")
                        .type(List.class)
                        .auxiliaryTypes(Path.class)
                        .description(
                                "An app: its directory, settings file or script. The current directory without one.")
                        .build());
        spec.addOption(
                Options.value(
                                "--port",
                                "PORT",
                                int.class,
                                "Listens on this port, " + PORT + " without it; 0 takes any.")
                        .build());
        spec.addOption(
                Options.value(
                                "--host",
                                "HOST",
                                String.class,
                                "Listens on this address, " + HOST + " without it.")
                        .build());
        spec.addOption(
                Options.value(
                                "--env",
                                "NAME",
                                String.class,
                                "Takes this environment of the settings.")
                        .build());
        spec.addOption(
                Options.flag("--meter", "Shows what each invocation used, as a line of JSON.")
                        .build());
        spec.addOption(
                Options.value("--log", "FILE", Path.class, "Writes the request log to this file.")
                        .build());
        Options.help(spec);
        return spec;
    }

    int run(ParseResult parsed) {
        int port = parsed.matchedOptionValue("--port", PORT);
        if (port < 0 || port > DevOptions.PORT_MAX) {
            throw new ParameterException(
                    parsed.commandSpec().commandLine(),
                    "--port is " + port + "; it is 0 to " + DevOptions.PORT_MAX);
        }
        List<Path> places = parsed.matchedPositionalValue(0, List.of());
        @Nullable String environment = parsed.matchedOptionValue("--env", null);
        @Nullable Path log = parsed.matchedOptionValue("--log", null);
        return server.serve(
                new DevOptions(
                        places.isEmpty() ? List.of(Path.of("")) : places,
                        parsed.matchedOptionValue("--host", HOST),
                        port,
                        environment,
                        parsed.hasMatchedOption("--meter"),
                        log));
    }
}

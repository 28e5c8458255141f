package node.config;

import node.json.Place;

/// Another app that code may call by a name in its `env`.
///
/// @param place where the settings say so
/// @param binding the name in `env`
/// @param service the app's name
/// @param entrypoint the class that answers there; empty for the default one
/// @param props what the callee gets as `ctx.props`, as JSON; empty for none
public record ServiceConfig(
        Place place, String binding, String service, String entrypoint, String props) {}

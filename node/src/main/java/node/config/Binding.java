package node.config;

import node.json.Json;

/// Something other than a value that an app finds in its `env`.
///
/// @param name in `env`
/// @param kind what it is
/// @param fields all that the settings say of it
public record Binding(String name, BindingKind kind, Json.Fields fields) {}

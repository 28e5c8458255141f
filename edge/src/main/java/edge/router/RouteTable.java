package edge.router;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// All routes at one moment; immutable. An exact host is stronger than a suffix, a longer suffix
/// than a shorter one, and within a host the longer path.
public final class RouteTable {

    /// No route at all.
    public static final RouteTable EMPTY = new RouteTable(List.of());

    private static final Comparator<Route> LONGEST_PATH_FIRST =
            Comparator.comparingInt(route -> -route.path().length());

    private final Map<String, List<Route>> hosts = new HashMap<>();
    private final Map<String, List<Route>> suffixes = new HashMap<>();

    /// A table of these routes.
    ///
    /// @throws IllegalArgumentException when two have the same host and path
    public RouteTable(Collection<Route> routes) {
        routes.forEach(this::add);
        hosts.values().forEach(list -> list.sort(LONGEST_PATH_FIRST));
        suffixes.values().forEach(list -> list.sort(LONGEST_PATH_FIRST));
    }

    private void add(Route route) {
        boolean suffix = route.host().startsWith("*.");
        String name = suffix ? route.host().substring(2) : route.host();
        List<Route> same =
                (suffix ? suffixes : hosts).computeIfAbsent(name, _ -> new ArrayList<>(1));
        for (Route other : same) {
            if (other.path().equals(route.path())) {
                throw new IllegalArgumentException(
                        "Both '%s' and '%s' want the route %s%s; one may have it."
                                .formatted(
                                        other.site().app(),
                                        route.site().app(),
                                        route.host(),
                                        route.path()));
            }
        }
        same.add(route);
    }

    /// Who answers for a host and a target; null when nobody does.
    public @Nullable Site find(String authority, String target) {
        String host = hostOf(authority);
        Site exact = first(hosts.get(host), target);
        if (exact != null || suffixes.isEmpty()) {
            return exact;
        }
        for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
            Site site = first(suffixes.get(host.substring(dot + 1)), target);
            if (site != null) {
                return site;
            }
        }
        return null;
    }

    private static @Nullable Site first(@Nullable List<Route> routes, String target) {
        if (routes == null) {
            return null;
        }
        for (Route route : routes) {
            if (route.takes(target)) {
                return route.site();
            }
        }
        return null;
    }

    /// The name without port, and without the dot that says it is complete.
    static String hostOf(String authority) {
        int colon = authority.lastIndexOf(':');
        boolean port = colon >= 0 && colon > authority.lastIndexOf(']');
        String host = port ? authority.substring(0, colon) : authority;
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }

    /// The hosts and suffixes of all routes, in the order of the alphabet.
    public List<String> hosts() {
        var all = new TreeSet<>(hosts.keySet());
        suffixes.keySet().forEach(name -> all.add("*." + name));
        return List.copyOf(all);
    }
}

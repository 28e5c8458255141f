package node.dns;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import node.fetch.AddressPolicy;
import node.fetch.Connector;

/// Looks names up as the machine does, its hosts file included. Waits, so that a thread of one's
/// own is needed.
///
/// @param addresses an address that may not be connected to is not told either
public record Resolver(AddressPolicy addresses) {
    private static final int NAME_CHARS_MAX = 255;

    /// The addresses of a name; never none. The type `A` asks for those of IPv4, `AAAA` for those
    /// of IPv6 and `ANY` for both.
    public List<String> addresses(String type, String name) throws DnsFailure {
        if (name.isEmpty() || name.length() > NAME_CHARS_MAX) {
            throw new DnsFailure("EBADNAME", "A name to be looked up has 1 to 255 characters.");
        }
        List<String> found = found(type, name);
        if (found.isEmpty()) {
            throw new DnsFailure(
                    "ENODATA", "'" + name + "' has no addresses of type " + type + ".");
        }
        return found;
    }

    private List<String> found(String type, String name) throws DnsFailure {
        var found = new ArrayList<String>();
        try {
            for (InetAddress address : Connector.lookUp(name)) {
                boolean four = address instanceof Inet4Address;
                boolean fits = type.equals("ANY") || four == type.equals("A");
                if (fits && addresses.refusal(address) == null) {
                    found.add(address.getHostAddress());
                }
            }
            return found;
        } catch (UnknownHostException unknown) {
            throw new DnsFailure("ENOTFOUND", "There is no address for the host '" + name + "'.");
        }
    }
}

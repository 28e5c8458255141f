package node.fetch;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which addresses a function may reach. It is asked about the very address that is then connected
/// to, so that a name cannot lead elsewhere in between.
///
/// @param allowPrivate whether the machine itself and its own networks may be reached, as in `dev`
public record AddressPolicy(boolean allowPrivate) {

    /// A network by its first bits.
    private record Block(byte[] bytes, int bits, String what) {

        static Block of(String cidr, String what) {
            int slash = cidr.indexOf('/');
            int bits = Integer.parseInt(cidr.substring(slash + 1));
            try {
                return new Block(
                        InetAddress.ofLiteral(cidr.substring(0, slash)).getAddress(), bits, what);
            } catch (IllegalArgumentException never) {
                throw new IllegalStateException("no literal: " + cidr, never);
            }
        }

        boolean has(byte[] address) {
            if (address.length != bytes.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % 8;
                if ((address[bit / 8] & mask) != (bytes[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }

    /// What IANA's registries of special-purpose addresses list as not global.
    private static final List<Block> CLOSED =
            List.of(
                    Block.of("0.0.0.0/8", "this machine"),
                    Block.of("10.0.0.0/8", "a private network"),
                    Block.of("100.64.0.0/10", "a carrier's network"),
                    Block.of("127.0.0.0/8", "this machine"),
                    Block.of("169.254.0.0/16", "the local link, with its metadata services"),
                    Block.of("172.16.0.0/12", "a private network"),
                    Block.of("192.0.0.0/24", "a reserved network"),
                    Block.of("192.0.2.0/24", "a network of examples"),
                    Block.of("192.88.99.0/24", "a reserved network"),
                    Block.of("192.168.0.0/16", "a private network"),
                    Block.of("198.18.0.0/15", "a network of benchmarks"),
                    Block.of("198.51.100.0/24", "a network of examples"),
                    Block.of("203.0.113.0/24", "a network of examples"),
                    Block.of("224.0.0.0/4", "a group of machines"),
                    Block.of("240.0.0.0/4", "a reserved network"),
                    Block.of("2001::/23", "a reserved network"),
                    Block.of("2001:db8::/32", "a network of examples"),
                    Block.of("3fff::/20", "a network of examples"));

    private static final Block GLOBAL = Block.of("2000::/3", "the Internet");
    private static final Block NAT64 = Block.of("64:ff9b::/96", "IPv4 behind a translator");
    private static final Block SIX_TO_FOUR = Block.of("2002::/16", "IPv4 in a tunnel");

    /// Why the address is not reached; null when it may be.
    public @Nullable String refusal(InetAddress address) {
        String what = allowPrivate ? null : closed(address);
        return what == null
                ? null
                : "the address " + address.getHostAddress() + " belongs to " + what;
    }

    private static @Nullable String closed(InetAddress address) {
        byte[] bytes = address.getAddress();
        for (Block block : CLOSED) {
            if (block.has(bytes)) {
                return block.what();
            }
        }
        if (address instanceof Inet4Address) {
            return null;
        }
        if (NAT64.has(bytes)) {
            return closed(embedded(bytes, 12));
        }
        if (SIX_TO_FOUR.has(bytes)) {
            return closed(embedded(bytes, 2));
        }
        return GLOBAL.has(bytes) ? null : "no part of the Internet";
    }

    private static InetAddress embedded(byte[] bytes, int from) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4));
        } catch (UnknownHostException never) {
            throw new IllegalStateException("four bytes are an address", never);
        }
    }
}

package isolate.crypto;

import isolate.crypto.Key.Pair;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Base64;

/// How keys are written down: `raw`, `spki`, `pkcs8`, `jwk`.
///
/// A JSON Web Key comes as the values of its members, a line each, in the order of its family's
/// readers; the prelude has seen to everything else that stands in it.
final class KeyForm {
    private KeyForm() {}

    /// Which family a name of the web's belongs to: a curve, an algorithm that has its own, `RSA`.
    static KeyFamily family(String name) {
        return switch (name) {
            case "RSA" -> new RsaFamily();
            case "P-256" -> new EcFamily(Curve.P_256);
            case "P-384" -> new EcFamily(Curve.P_384);
            case "P-521" -> new EcFamily(Curve.P_521);
            default -> new OkpFamily(OkpCurve.valueOf(name));
        };
    }

    static Key read(String name, String format, String jwk, byte[] bytes, boolean extractable)
            throws Refusal {
        KeyFamily family = family(name);
        try {
            return switch (format) {
                case "spki" -> new Key.Public(family, family.readSpki(bytes));
                case "raw" -> new Key.Public(family, family.readRaw(bytes));
                case "jwk" -> new Key.Public(family, family.readJwk(members(jwk)));
                case "pkcs8" -> new Key.Private(family, family.readPkcs8(bytes), extractable);
                default ->
                        new Key.Private(family, family.readPrivateJwk(members(jwk)), extractable);
            };
        } catch (GeneralSecurityException | RuntimeException e) {
            throw Refusal.data("The key cannot be read as '" + format + "'.");
        }
    }

    private static byte[][] members(String jwk) throws Refusal {
        String[] lines = jwk.split("\n", -1);
        byte[][] members = new byte[lines.length][];
        for (int i = 0; i < lines.length; i++) {
            members[i] = base64(lines[i]);
        }
        return members;
    }

    /// RFC 7515 §2: without padding.
    static byte[] base64(String text) throws Refusal {
        try {
            if (text.indexOf('=') < 0) {
                return Base64.getUrlDecoder().decode(text);
            }
        } catch (IllegalArgumentException e) {
            // Told below.
        }
        throw Refusal.data("A member of the JSON Web Key is not base64url.");
    }

    static byte[] write(Key key, String format) throws Refusal {
        return switch (key) {
            case Key.Secret secret -> secret(secret);
            case Key.Public(KeyFamily family, PublicKey open) ->
                    format.equals("spki") ? family.writeSpki(open) : family.writeRaw(open);
            case Key.Private(KeyFamily family, Pair pair, boolean extractable) -> {
                allow(extractable);
                yield family.writePkcs8(pair);
            }
        };
    }

    static String writeJwk(Key key) throws Refusal {
        return switch (key) {
            case Key.Secret secret -> line(secret(secret));
            case Key.Public(KeyFamily family, PublicKey open) -> line(family.writeJwk(open));
            case Key.Private(KeyFamily family, Pair pair, boolean extractable) -> {
                allow(extractable);
                yield line(family.writePrivateJwk(pair));
            }
        };
    }

    private static byte[] secret(Key.Secret secret) throws Refusal {
        allow(secret.extractable());
        return secret.material();
    }

    private static void allow(boolean extractable) throws Refusal {
        if (!extractable) {
            throw Refusal.access("The key is not extractable.");
        }
    }

    private static String line(byte[]... members) {
        var lines = new StringBuilder();
        for (byte[] member : members) {
            lines.append(lines.isEmpty() ? "" : "\n")
                    .append(Base64.getUrlEncoder().withoutPadding().encodeToString(member));
        }
        return lines.toString();
    }
}

package edge.assets;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The content type that goes with the extension of a file's name, as wrangler has it.
final class MediaTypes {

    private static final String TABLE =
            """
            text/html html htm
            text/css css
            text/javascript js mjs
            text/plain txt text log conf ini
            text/markdown md markdown
            text/csv csv
            text/tab-separated-values tsv
            text/calendar ics
            text/vtt vtt
            text/x-vcard vcf
            application/xml xml xsl xsd rng
            application/node cjs
            text/yaml yaml yml
            text/x-c c h cpp
            text/x-java-source java
            application/json json map
            application/json5 json5
            application/ld+json jsonld
            application/geo+json geojson
            application/manifest+json webmanifest
            application/atom+xml atom
            application/rss+xml rss
            application/xhtml+xml xhtml xht
            application/toml toml
            application/wasm wasm
            application/pdf pdf
            application/rtf rtf
            application/epub+zip epub
            application/zip zip
            application/gzip gz
            application/x-bzip2 bz2
            application/x-xz xz
            application/x-tar tar
            application/x-7z-compressed 7z
            application/vnd.rar rar
            application/java-archive jar
            application/sql sql
            application/x-sh sh
            application/vnd.ms-fontobject eot
            application/vnd.apple.mpegurl m3u8
            application/dash+xml mpd
            application/msword doc
            application/vnd.ms-excel xls
            application/vnd.ms-powerpoint ppt
            application/vnd.openxmlformats-officedocument.wordprocessingml.document docx
            application/vnd.openxmlformats-officedocument.spreadsheetml.sheet xlsx
            application/vnd.openxmlformats-officedocument.presentationml.presentation pptx
            application/vnd.oasis.opendocument.text odt
            application/vnd.oasis.opendocument.spreadsheet ods
            application/octet-stream bin exe dll deb dmg iso img msi
            font/woff woff
            font/woff2 woff2
            font/ttf ttf
            font/otf otf
            font/collection ttc
            image/png png
            image/apng apng
            image/jpeg jpg jpeg jpe
            image/gif gif
            image/webp webp
            image/avif avif
            image/heic heic
            image/heif heif
            image/jxl jxl
            image/svg+xml svg svgz
            image/bmp bmp
            image/tiff tif tiff
            image/vnd.microsoft.icon ico
            audio/mpeg mp3
            audio/aac aac
            audio/ogg ogg oga opus
            audio/wav wav
            audio/webm weba
            audio/x-flac flac
            audio/mp4 m4a
            audio/midi mid midi
            video/mp4 mp4
            video/x-m4v m4v
            video/mpeg mpeg mpg
            video/webm webm
            video/ogg ogv
            video/quicktime mov qt
            video/mp2t ts mts
            video/x-msvideo avi
            video/x-matroska mkv
            model/gltf+json gltf
            model/gltf-binary glb
            text/jsx jsx
            text/less less
            text/x-sass sass
            text/x-scss scss
            text/mdx mdx
            text/wgsl wgsl
            text/turtle ttl
            text/cache-manifest appcache manifest
            application/xml-dtd dtd
            application/xslt+xml xslt
            application/rdf+xml rdf owl
            application/gpx+xml gpx
            application/vnd.google-earth.kml+xml kml
            application/vnd.google-earth.kmz kmz
            application/ttml+xml ttml
            application/x-subrip srt
            application/hjson hjson
            application/pgp-keys asc
            application/pgp-signature sig
            application/x-x509-ca-cert crt pem der
            application/pkix-cert cer
            application/postscript ps ai eps
            application/x-bittorrent torrent
            application/x-chrome-extension crx
            application/vnd.oasis.opendocument.presentation odp
            audio/x-mpegurl m3u
            audio/x-aiff aif aiff
            video/3gpp 3gp
            video/x-flv flv
            video/x-ms-wmv wmv
            image/jp2 jp2
            image/ktx2 ktx2
            image/vnd.adobe.photoshop psd
            model/stl stl
            model/obj obj
            model/vnd.usdz+zip usdz
            model/3mf 3mf
            """;

    private static final Map<String, String> BY_EXTENSION = table();

    private MediaTypes() {}

    private static Map<String, String> table() {
        Map<String, String> types = new HashMap<>();
        TABLE.lines()
                .map(line -> line.split(" ", -1))
                .forEach(words -> {
                    for (int i = 1; i < words.length; i++) {
                        types.put(words[i], words[0]);
                    }
                });
        return Map.copyOf(types);
    }

    /// The type of a file of that name; null where nobody knows it, and nothing is claimed then.
    static @Nullable String of(String name) {
        int dot = name.lastIndexOf('.');
        if (dot < name.lastIndexOf('/')) {
            return null;
        }
        String extension = name.substring(dot + 1).toLowerCase(Locale.ROOT);
        String type = BY_EXTENSION.get(extension);
        return type != null && type.startsWith("text/") ? type + "; charset=utf-8" : type;
    }
}

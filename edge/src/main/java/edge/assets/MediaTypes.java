package edge.assets;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// The content type that goes with the extension of a file's name.
final class MediaTypes {

    private static final String UNKNOWN = "application/octet-stream";
    private static final String TABLE =
            """
            text/html;charset=utf-8 html htm
            text/css;charset=utf-8 css
            text/javascript;charset=utf-8 js mjs cjs
            text/plain;charset=utf-8 txt text log conf ini
            text/markdown;charset=utf-8 md markdown
            text/csv;charset=utf-8 csv
            text/tab-separated-values;charset=utf-8 tsv
            text/calendar;charset=utf-8 ics
            text/vtt;charset=utf-8 vtt
            text/vcard;charset=utf-8 vcf
            text/xml;charset=utf-8 xml xsl
            text/yaml;charset=utf-8 yaml yml
            text/x-c;charset=utf-8 c h cpp
            text/x-java-source;charset=utf-8 java
            text/x-typescript;charset=utf-8 tsx mts cts
            application/json json map
            application/json5 json5
            application/ld+json jsonld
            application/geo+json geojson
            application/manifest+json webmanifest
            application/atom+xml atom
            application/rss+xml rss
            application/xhtml+xml xhtml
            application/toml toml
            application/wasm wasm
            application/pdf pdf
            application/rtf rtf
            application/epub+zip epub
            application/zip zip
            application/gzip gz tgz
            application/x-bzip2 bz2
            application/x-xz xz
            application/zstd zst
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
            image/x-icon ico cur
            audio/mpeg mp3
            audio/aac aac
            audio/ogg ogg oga opus
            audio/wav wav
            audio/webm weba
            audio/flac flac
            audio/mp4 m4a
            audio/midi mid midi
            video/mp4 mp4 m4v
            video/mpeg mpeg mpg
            video/webm webm
            video/ogg ogv
            video/quicktime mov
            video/mp2t ts
            video/x-msvideo avi
            video/x-matroska mkv
            model/gltf+json gltf
            model/gltf-binary glb
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

    /// The type of a file of that name.
    static String of(String name) {
        int dot = name.lastIndexOf('.');
        if (dot < name.lastIndexOf('/')) {
            return UNKNOWN;
        }
        String extension = name.substring(dot + 1).toLowerCase(Locale.ROOT);
        return BY_EXTENSION.getOrDefault(extension, UNKNOWN);
    }
}

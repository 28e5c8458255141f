/*
 * Draws tiles of the Mandelbrot set as PNG images, with no library at all: a PNG may hold its pixels
 * unpacked (RFC 1951, 3.2.4), so that all it takes are two checksums.
 */
#include <stdint.h>

#define EXPORT(name) __attribute__((export_name(name)))
#define SIZE_MAX_PIXELS 512
#define COLOURS 256

static uint8_t image[SIZE_MAX_PIXELS * (SIZE_MAX_PIXELS + 6) + 4096];
static uint8_t *at;
static uint32_t crc_table[256];

static void byte(uint8_t value) { *at++ = value; }

static void word(uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) byte(value >> shift);
}

/* RFC 2083, appendix 15 */
static uint32_t crc(const uint8_t *from, const uint8_t *to) {
  if (crc_table[1] == 0)
    for (uint32_t n = 0; n < 256; n++) {
      uint32_t c = n;
      for (int k = 0; k < 8; k++) c = c & 1 ? 0xedb88320u ^ (c >> 1) : c >> 1;
      crc_table[n] = c;
    }
  uint32_t c = 0xffffffffu;
  while (from < to) c = crc_table[(c ^ *from++) & 0xff] ^ (c >> 8);
  return ~c;
}

static uint8_t *begin(const char *type) {
  uint8_t *chunk = at;
  word(0);
  for (int i = 0; i < 4; i++) byte(type[i]);
  return chunk;
}

static void end(uint8_t *chunk) {
  uint8_t *here = at;
  at = chunk;
  word(here - chunk - 8);
  at = here;
  word(crc(chunk + 4, here));
}

/* Each pixel: how long the point stays within reach, smoothed by nothing but the eye. */
static uint8_t escape(double x, double y, int rounds) {
  double a = 0, b = 0;
  for (int n = 0; n < rounds; n++) {
    double aa = a * a, bb = b * b;
    if (aa + bb > 4) return 1 + n % (COLOURS - 1);
    b = 2 * a * b + y;
    a = aa - bb + x;
  }
  return 0;
}

static void palette(void) {
  for (int i = 0; i < COLOURS; i++) {
    int up = i * 9 % 256, down = 255 - i * 3 % 256;
    byte(i == 0 ? 12 : up / 2);
    byte(i == 0 ? 12 : (up + down) / 3);
    byte(i == 0 ? 24 : down);
  }
}

EXPORT("image") uint8_t *image_start(void) { return image; }

/* Draws size by size points around a middle; answers how many bytes the PNG has. */
EXPORT("draw") uint32_t draw(double middle_x, double middle_y, double width, uint32_t size, uint32_t rounds) {
  if (size == 0 || size > SIZE_MAX_PIXELS) return 0;
  at = image;
  static const uint8_t signature[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  for (int i = 0; i < 8; i++) byte(signature[i]);

  uint8_t *chunk = begin("IHDR");
  word(size), word(size);
  byte(8), byte(3), byte(0), byte(0), byte(0);
  end(chunk);

  chunk = begin("PLTE");
  palette();
  end(chunk);

  chunk = begin("IDAT");
  byte(0x78), byte(0x01);
  uint32_t low = 1, high = 0, line = size + 1;
  for (uint32_t row = 0; row < size; row++) {
    byte(row + 1 == size);
    byte(line), byte(line >> 8), byte(~line), byte(~line >> 8);
    byte(0), high = (high + low) % 65521;
    for (uint32_t column = 0; column < size; column++) {
      double x = middle_x + ((column + 0.5) / size - 0.5) * width;
      double y = middle_y - ((row + 0.5) / size - 0.5) * width;
      uint8_t pixel = escape(x, y, rounds);
      byte(pixel);
      low = (low + pixel) % 65521, high = (high + low) % 65521;
    }
  }
  word(high << 16 | low);
  end(chunk);

  end(begin("IEND"));
  return at - image;
}

/**
 * A domain to its ASCII form, UTS #46 without transitional mapping. The mapping table is approximated
 * by what the engine's own Unicode data gives: compatibility decomposition, case folding and the
 * properties of code points. That keeps a table of 9,000 ranges out of every isolate.
 */
import * as punycode from "./punycode";

/** What the mapping drops: soft hyphen, joiners of graphemes, variation selectors and the like. */
let ignored: RegExp;
/** What no label may have after the mapping. */
let refused: RegExp;
let mark: RegExp;
let virama: RegExp;
/** Bidi classes R and AL, by the ranges that Unicode keeps for them; AN; EN; and L. */
let rightToLeft: RegExp;
let arabicNumber: RegExp;
let europeanNumber: RegExp;
let leftToRight: RegExp;
let endsRight: RegExp;
let endsLeft: RegExp;
let joinsBefore: RegExp;
let joinsAfter: RegExp;

function prepare(): void {
  ignored =
    /[\u00AD\u034F\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B\u2060-\u2064\u206A-\u206F\u3164\uFE00-\uFE0F\uFEFF\uFFA0\u{1BCA0}-\u{1BCA3}\u{1D173}-\u{1D17A}\u{E0100}-\u{E01EF}]/gu;
  refused =
    /[\p{Cc}\p{Cn}\p{Co}\p{Cs}\p{Z}\u0600-\u0605\u061C\u06DD\u070F\u08E2\u115F\u1160\u17B4\u17B5\u180E\u200E\u200F\u2028-\u202E\u2061-\u2063\u2065-\u206F\u2132\u2183\u2FF0-\u2FFF\u3164\u31E3\u31EF\uFFA0\uFFF9-\uFFFD\u{110BD}\u{110CD}\u{13430}-\u{1343F}\u{1D173}-\u{1D17A}\u{E0000}-\u{E007F}]/u;
  mark = /^\p{M}/u;
  virama =
    /[\u094D\u09CD\u0A4D\u0ACD\u0B4D\u0BCD\u0C4D\u0CCD\u0D3B\u0D3C\u0D4D\u0DCA\u0E3A\u0EBA\u0F84\u1039\u103A\u1714\u1715\u1734\u17D2\u1A60\u1B44\u1BAA\u1BAB\u1BF2\u1BF3\u2D7F\uA806\uA82C\uA8C4\uA953\uA9C0\uAAF6\uABED\u{10A3F}\u{11046}\u{11070}\u{1107F}\u{110B9}\u{11133}\u{11134}\u{111C0}\u{11235}\u{112EA}\u{1134D}\u{11442}\u{114C2}\u{115BF}\u{1163F}\u{116B6}\u{1172B}\u{11839}\u{1193D}\u{1193E}\u{119E0}\u{11A34}\u{11A47}\u{11A99}\u{11C3F}\u{11D44}\u{11D45}\u{11D97}\u{11F41}\u{11F42}]$/u;
  const an =
    "\\u0600-\\u0605\\u0660-\\u0669\\u066B\\u066C\\u06DD\\u08E2\\u{10D30}-\\u{10D39}\\u{10E60}-\\u{10E7E}";
  const en = "0-9\\u06F0-\\u06F9";
  const ranges = "\\u0590-\\u08FF\\uFB1D-\\uFDFF\\uFE70-\\uFEFF\\u{10800}-\\u{10FFF}\\u{1E800}-\\u{1EFFF}";
  const rtl = `(?![\\p{M}${an}${en}\\u0606-\\u060F\\u06DE\\u06E9])[${ranges}]`;
  const ltr = `(?![${ranges}])[\\p{L}\\p{Nl}\\p{Mc}]`;
  rightToLeft = new RegExp(rtl, "u");
  arabicNumber = new RegExp(`[${an}]`, "u");
  europeanNumber = new RegExp(`[${en}]`, "u");
  leftToRight = new RegExp(ltr, "u");
  endsRight = new RegExp(`(?:${rtl}|[${an}${en}])\\p{Mn}*$`, "u");
  endsLeft = new RegExp(`(?:${ltr}|[${en}])\\p{Mn}*$`, "u");
  // Letters that join to the right alone have nothing to join with what comes behind them.
  joinsBefore =
    /(?![\u0622-\u0625\u0627\u0629\u062F-\u0632\u0648\u0671-\u0673\u0675-\u0677\u0688-\u0699\u06C0\u06C3-\u06CB\u06CD\u06CF\u06D2\u06D3\u06D5\u06EE\u06EF\u0710\u0715-\u0719\u071E\u0728\u072A\u072C\u072F\u074D\u0759-\u075B\u076B\u076C\u0771\u0773\u0774\u0778\u0779])[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Nko}\p{Script=Mongolian}\p{Script=Phags_Pa}\p{Script=Mandaic}\p{Script=Manichaean}\p{Script=Adlam}\p{Script=Hanifi_Rohingya}]\p{M}*$/u;
  joinsAfter =
    /^\p{M}*[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Nko}\p{Script=Mongolian}\p{Script=Phags_Pa}\p{Script=Mandaic}\p{Script=Manichaean}\p{Script=Adlam}\p{Script=Hanifi_Rohingya}]/u;
}

const NOT_ASCII = /[^\0-\x7f]/;

/** The ASCII form of a domain that has characters outside ASCII or labels that begin with `xn--`. */
export function toAscii(domain: string): string | null {
  if (refused === undefined) prepare();
  const mapped = map(domain);
  const labels = mapped.split(".");
  const plain: string[] = [];
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i];
    if (label.startsWith("xn--")) {
      const decoded = unpuny(label);
      if (decoded === null) return null;
      plain.push(decoded);
    } else {
      if (!valid(label)) return null;
      plain.push(label);
      if (NOT_ASCII.test(label)) labels[i] = "xn--" + punycode.encode(label);
    }
  }
  if (plain.some((label) => rightToLeft.test(label) || arabicNumber.test(label)) && !plain.every(bidi))
    return null;
  return labels.join(".");
}

/** These would decompose to full stops that part labels. */
const DOTTED = /[\u2024-\u2026\u2488-\u249B\uFE12]/;

function map(domain: string): string {
  let out = "";
  // Sharp s and final sigma stay; the capital sharp s becomes the small one.
  if (DOTTED.test(domain)) return "\uFFFD";
  const text = domain
    .replace(ignored, "")
    .replace(/\u1E9E/g, "\u00DF")
    .normalize("NFKC");
  for (const each of text) out += fold(each);
  return out
    .normalize("NFKC")
    .replace(ignored, "")
    .replace(/\u3002/g, ".");
}

function fold(character: string): string {
  if (character === "\u0130") return "i\u0307";
  // These fold to their capital letters.
  if (/[\u13F8-\u13FD\uAB70-\uABBF]/.test(character)) return character.toUpperCase();
  return /[\u13A0-\u13F5]/.test(character) ? character : character.toLowerCase();
}

function unpuny(label: string): string | null {
  const text = label.slice(4);
  if (text === "" || NOT_ASCII.test(text)) return null;
  const decoded = punycode.decode(text);
  if (decoded === null || !NOT_ASCII.test(decoded)) return null;
  if (map(decoded) !== decoded || !valid(decoded)) return null;
  // Another spelling of the same label would be a second name for one host.
  return punycode.encode(decoded) === text ? decoded : null;
}

function valid(label: string): boolean {
  if (label === "") return true;
  if (label.includes(".") || label.startsWith("xn--") || refused.test(label) || mark.test(label))
    return false;
  for (let at = label.search(/[\u200C\u200D]/); at >= 0;) {
    if (!joiner(label, at)) return false;
    const next = label.slice(at + 1).search(/[\u200C\u200D]/);
    at = next < 0 ? -1 : at + 1 + next;
  }
  return true;
}

/** RFC 5892 A.1 and A.2: after a virama; and the non-joiner also between letters that join. */
function joiner(label: string, at: number): boolean {
  const before = label.slice(0, at);
  if (virama.test(before)) return true;
  return label[at] === "\u200C" && joinsBefore.test(before) && joinsAfter.test(label.slice(at + 1));
}

/** RFC 5893 §2, asked of every label once one of them reads from right to left. */
function bidi(label: string): boolean {
  if (label === "") return true;
  const first = String.fromCodePoint(label.codePointAt(0)!);
  if (rightToLeft.test(first)) {
    if (leftToRight.test(label) || !endsRight.test(label)) return false;
    return !(arabicNumber.test(label) && europeanNumber.test(label));
  }
  return (
    leftToRight.test(first) && !rightToLeft.test(label) && !arabicNumber.test(label) && endsLeft.test(label)
  );
}

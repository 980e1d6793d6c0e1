/** What a text may hold that is better sent as a secret. */
export type Sensitive = "card" | "iban";

/**
 * Finds a plausible card number or IBAN in what somebody writes. One has an issuer's beginning and length and the right
 * check digits, so order numbers, telephone numbers and product codes raise no alarm. At every place only so many
 * characters are looked at, so a text costs no more than it is long.
 */
export function sensitiveIn(text: string): Sensitive | null {
  const plain = inLatinDigits(text);
  if (hasIban(plain)) return "iban";
  return hasCard(plain) ? "card" : null;
}

/** Arabic and Persian digits are digits, too. */
function inLatinDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
}

/** Groups of digits with one separator between them; no telephone number, decimal, part of an address or of a code. */
const DIGITS = /(?<![a-z\d+/]|\d[.,])\d+(?:[ \u00a0\u202f\u2010-\u2013-]\d+)*/gi;
const CARD_LENGTH_MIN = 14;
const CARD_LENGTH_MAX = 19;

/** How each network's numbers begin, and how long they are. Visas of 13 digits are history, and look like an EAN. */
const NETWORKS: [begins: RegExp, lengths: number[]][] = [
  [/^4/, [16, 19]],
  [/^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, [16]],
  [/^3[47]/, [15]],
  [/^(?:30[0-59]|3[689])/, [14, 16]],
  [/^35(?:2[89]|[3-8])/, [16]],
  [/^(?:6011|64[4-9]|65)/, [16, 19]],
  [/^(?:62|81)/, [16, 17, 18, 19]],
  [/^(?:50(?:18|20|38)|5893|6304|6759|676[1-3])/, [16, 18, 19]],
  [/^220[0-4]/, [16]],
];
/** As numbers are printed. Two numbers in one row are not taken for one that begins in the one and ends in the other. */
const PRINTED = /^(?:\d{14,19}|(?:\d{4} ){3}\d{4}(?: \d{3})?|\d{4} \d{6} \d{4,5}|\d{6} \d{13})$/;

function hasCard(text: string): boolean {
  for (const [run] of text.matchAll(DIGITS)) {
    const groups = run.split(/\D/);
    if (isCard(groups.join(""))) return true;
    for (const start of groups.keys()) if (hasCardFrom(groups, start)) return true;
  }
  return false;
}

/** Beside other numbers, such as the month it holds until. */
function hasCardFrom(groups: string[], start: number): boolean {
  let printed = "";
  for (let at = start; at < groups.length && printed.length <= CARD_LENGTH_MAX + 4; at += 1) {
    printed += `${printed && " "}${groups[at]}`;
    if (PRINTED.test(printed) && isCard(printed.replaceAll(" ", ""))) return true;
  }
  return false;
}

function isCard(digits: string): boolean {
  const { length } = digits;
  if (length < CARD_LENGTH_MIN || length > CARD_LENGTH_MAX) return false;
  return (
    NETWORKS.some(([begins, lengths]) => lengths.includes(length) && begins.test(digits)) &&
    passesLuhn(digits)
  );
}

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (const [place, digit] of [...digits].toReversed().entries()) {
    const doubled = place % 2 === 1 ? Number(digit) * 2 : Number(digit);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** How long an IBAN is, by country, as its registry says. */
const LENGTHS = new Map(
  (
    "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 " +
    "FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 " +
    "LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 " +
    "RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30"
  )
    .split(" ")
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);
const IBAN_BEGINS = /(?<![a-z\d])[a-z]{2}\d{2}/gi;
const SEPARATORS = /[ \u00a0\u202f-]/;

function hasIban(text: string): boolean {
  for (const { index, 0: begins } of text.matchAll(IBAN_BEGINS)) {
    const length = LENGTHS.get(begins.slice(0, 2).toUpperCase());
    if (length !== undefined && isIban(lettersFrom(text, index, length))) return true;
  }
  return false;
}

/** The next so many letters and digits, separators left out; nothing where the word goes on after them. */
function lettersFrom(text: string, from: number, length: number): string {
  let found = "";
  let at = from;
  for (; found.length < length; at += 1) {
    const letter = text[at] ?? "";
    if (/[a-z\d]/i.test(letter)) found += letter;
    else if (!SEPARATORS.test(letter) || SEPARATORS.test(text[at - 1] ?? "")) return "";
  }
  return /[a-z\d]/i.test(text[at] ?? "") ? "" : found;
}

/** Whether the number it spells, its first four letters put last, leaves 1 when divided by 97. */
function isIban(letters: string): boolean {
  if (letters === "") return false;
  let rest = 0;
  for (const letter of letters.slice(4) + letters.slice(0, 4)) {
    const value = Number.parseInt(letter, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { findCardNumbers } from './card-number.ts';

/** Something that must not be found: a PIN, a key, a card number. The name tells it in a hit. */
export interface Secret {
  readonly name: string;
  readonly value: string;
}

/** Where a secret lies open. Never holds the secret itself. */
export interface Hit {
  readonly file: string;
  /** In bytes. */
  readonly offset: number;
  /** The secret's name, or the truncated number of a card that nobody named. */
  readonly secret: string;
  readonly form: string;
}

/** Shorter ones occur by chance in digests, moments and amounts: use unlikely ones in tests. */
const shortestSecret = 8;

/**
 * Searches files, and folders with all below them, for the secrets in every form of `formsOf` and
 * `findPacked`, and for card numbers of any kind. What is compressed or encrypted is not seen
 * through, nor a value that SQLite splits over two pages. Throws when a secret is too short to tell.
 */
export function searchFiles(paths: readonly string[], secrets: readonly Secret[]): Hit[] {
  return paths
    .flatMap(filesIn)
    .flatMap((file) => searchBytes(readFileSync(file), secrets).map((hit) => ({ file, ...hit })));
}

/** As `searchFiles`, in bytes at hand. */
export function searchBytes(bytes: Buffer, secrets: readonly Secret[]): Omit<Hit, 'file'>[] {
  const text = bytes.toString('latin1');
  const hex = bytes.toString('hex');
  const named = secrets.flatMap(({ name, value }) => {
    if (value.length < shortestSecret) {
      throw new RangeError(
        `${name}: a secret of under ${shortestSecret} characters proves nothing`,
      );
    }
    const found = [
      ...formsOf(value).flatMap((form) => findForm(text, form)),
      ...findPacked(hex, value),
    ];
    return outermost(found).map(({ offset, form }) => ({ offset, secret: name, form }));
  });
  const cards = findCardNumbers(text).map(({ offset, truncated, separated }) => ({
    offset,
    secret: truncated,
    form: separated ? 'card number, separated' : 'card number',
  }));
  return [...named, ...cards];
}

function filesIn(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

interface Form {
  readonly form: string;
  readonly pattern: RegExp;
}

interface Found {
  readonly form: string;
  readonly offset: number;
  readonly end: number;
}

/** How a secret looks in a text of one byte per character, plainest first. */
function formsOf(value: string): Form[] {
  return [
    { way: '', text: value },
    { way: 'reversed ', text: [...value].toReversed().join('') },
  ].flatMap(({ way, text }) => {
    const bytes = Buffer.from(text);
    const form = (name: string, units: readonly string[], between = '', flags = 'g'): Form => ({
      form: `${way}${name}`,
      pattern: new RegExp(units.join(between), flags),
    });
    const characters = [...bytes.toString('latin1')].map((one) => RegExp.escape(one));
    const utf16 = Buffer.from(text, 'utf16le');
    return [
      form('text', characters, '', 'gi'),
      form('UTF-16LE', literally(utf16)),
      form('UTF-16BE', literally(Buffer.from(utf16).swap16())),
      ...[0, 1, 2].map((lead) => form('base64', base64(bytes, lead))),
      // Also 31:32, 0x31 0x32, \x31\x32, \u0031\u0032, %31%32.
      form('hex', hexPairs(bytes), '[^0-9A-Za-z]{0,2}(?:0x|x|u00)?', 'gi'),
      form('decimal bytes', [...bytes].map(String), '[^0-9A-Za-z]{1,4}'),
      ...(/^\d+$/.test(text) ? [form('unpacked BCD', unpacked(text))] : []),
      // Spaces, dashes, line ends, NULs, and "1","2","3".
      form('separated text', characters, '[^0-9A-Za-z]{0,4}', 'gi'),
    ];
  });
}

function literally(bytes: Buffer): string[] {
  return [...bytes].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`);
}

function hexPairs(bytes: Buffer): string[] {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0'));
}

function unpacked(digits: string): string[] {
  return [...digits].map((digit) => `\\x0${digit}`);
}

/** What of the base64 does not depend on the neighbours, when `lead` bytes of a triple go before. */
function base64(bytes: Buffer, lead: number): string[] {
  const encoded = Buffer.concat([Buffer.alloc(lead), bytes]).toString('base64');
  const [from, to] = [Math.ceil((lead * 8) / 6), Math.floor(((lead + bytes.length) * 8) / 6)];
  return [...encoded.slice(from, to)].map((one) =>
    one === '+' ? '[+-]' : one === '/' ? '[/_]' : one,
  );
}

function findForm(text: string, { form, pattern }: Form): Found[] {
  return [...text.matchAll(pattern)].map(({ index, 0: match }) => ({
    form,
    offset: index,
    end: index + match.length,
  }));
}

/** Digits (or a key written in hex) as nibbles: two to a byte, also shifted, reversed or swapped. */
function findPacked(hex: string, value: string): Found[] {
  if (!/^[0-9a-f]+$/i.test(value)) return [];
  const digits = value.toLowerCase();
  const swapped = (digits.length % 2 === 0 ? digits : `${digits}f`).replaceAll(/(.)(.)/g, '$2$1');
  const forms = [
    { form: 'packed BCD', nibbles: digits },
    { form: 'reversed packed BCD', nibbles: [...digits].toReversed().join('') },
    { form: 'packed BCD, swapped', nibbles: swapped },
  ];
  return forms.flatMap(({ form, nibbles }) =>
    [...hex.matchAll(new RegExp(nibbles, 'g'))].map(({ index }) => ({
      form: index % 2 === 0 ? form : `${form}, shifted`,
      offset: Math.floor(index / 2),
      end: Math.ceil((index + nibbles.length) / 2),
    })),
  );
}

/** One hit per place: a form that lies within an earlier, plainer one is the same find. */
function outermost(found: readonly Found[]): Found[] {
  return found.filter(
    (one, index) =>
      !found.slice(0, index).some((other) => other.offset <= one.offset && one.end <= other.end),
  );
}

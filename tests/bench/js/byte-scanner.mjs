// What the core does, in JavaScript: reads the answer's bytes without JSON.parse, skips and counts the diff texts where
// they are, still escaped. It takes the document for valid JSON and does not check it, an advantage over the core.

const QUOTE = 34;
const PLUS = 43;
const COMMA = 44;
const MINUS = 45;
const COLON = 58;
const BACKSLASH = 92;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
const SPACE = 32;
const AT = 64;
const LETTER_N = 110;
const LETTER_U = 117;

const decoder = new TextDecoder();

/** A cursor over the bytes. One object a document, so that its methods stay monomorphic. */
class EscapedScanner {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
    this.additions = 0;
    this.deletions = 0;
  }

  /** Behind white space. */
  peek() {
    const { bytes } = this;
    let byte = bytes[this.at];
    while (byte === SPACE || byte === 10 || byte === 13 || byte === 9) byte = bytes[++this.at];
    return byte;
  }

  /** From behind the opening quote to behind the closing one. */
  skipString() {
    const { bytes } = this;
    let at = this.at;
    for (;;) {
      const byte = bytes[at];
      if (byte === QUOTE) break;
      at += byte === BACKSLASH ? 2 : 1;
    }
    this.at = at + 1;
  }

  readString() {
    this.at++;
    const start = this.at;
    this.skipString();
    const raw = decoder.decode(this.bytes.subarray(start, this.at - 1));
    return raw.includes('\\') ? JSON.parse(`"${raw}"`) : raw;
  }

  skipValue() {
    let depth = 0;
    do {
      const byte = this.peek();
      this.at++;
      if (byte === QUOTE) this.skipString();
      else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth++;
      else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) depth--;
      else if (byte !== COMMA && byte !== COLON) {
        let next = this.bytes[this.at];
        while (next !== COMMA && next !== CLOSE_BRACE && next !== CLOSE_BRACKET) next = this.bytes[++this.at];
      }
    } while (depth > 0);
  }

  /** Length of the newline spelt at `at`, or 0. */
  newlineAt(at) {
    const { bytes } = this;
    if (bytes[at] !== BACKSLASH) return 0;
    if (bytes[at + 1] === LETTER_N) return 2;
    const isUnicode = bytes[at + 1] === LETTER_U && bytes[at + 2] === 48 && bytes[at + 3] === 48;
    return isUnicode && bytes[at + 4] === 48 && (bytes[at + 5] | 32) === 97 ? 6 : 0;
  }

  /** Behind the next newline, or at the closing quote. */
  nextLine(at) {
    const { bytes } = this;
    for (;;) {
      let byte = bytes[at];
      while (byte !== BACKSLASH && byte !== QUOTE) byte = bytes[++at];
      if (byte === QUOTE) return at;
      const newline = this.newlineAt(at);
      if (newline > 0) return at + newline;
      at += 2;
    }
  }

  number() {
    const { bytes } = this;
    let value = 0;
    for (let digit = bytes[this.at] - 48; digit >= 0 && digit <= 9; digit = bytes[++this.at] - 48)
      value = value * 10 + digit;
    return value;
  }

  /** One reading of the text at `start`; false when the counts do not add up. Leaves the cursor behind the string. */
  countReading(start, blankIsContext) {
    const { bytes } = this;
    this.additions = 0;
    this.deletions = 0;
    let at = start;
    let hunks = 0;
    while (bytes[at] !== QUOTE) {
      if (bytes[at] !== AT || bytes[at + 1] !== AT) {
        // File header, or what stands between hunks.
        const isGap = bytes[at] === BACKSLASH;
        if (hunks > 0 && !isGap) return false;
        at = this.nextLine(at);
        continue;
      }
      hunks++;
      let oldLeft = 1;
      let newLeft = 1;
      this.at = at + 4;
      this.number();
      if (bytes[this.at] === COMMA) {
        this.at++;
        oldLeft = this.number();
      }
      this.at += 2;
      this.number();
      if (bytes[this.at] === COMMA) {
        this.at++;
        newLeft = this.number();
      }
      at = this.nextLine(this.at);
      while (oldLeft > 0 || newLeft > 0) {
        switch (bytes[at]) {
          case PLUS:
            this.additions++;
            newLeft--;
            break;
          case MINUS:
            this.deletions++;
            oldLeft--;
            break;
          case SPACE:
            oldLeft--;
            newLeft--;
            break;
          case BACKSLASH: {
            // An empty line; anything else that begins with an escape is the marker of a missing line end.
            const newline = this.newlineAt(at);
            if (newline > 0) {
              if (blankIsContext) {
                oldLeft--;
                newLeft--;
              }
              at += newline;
              continue;
            }
            break;
          }
          default:
            return false;
        }
        at = this.nextLine(at);
      }
      if (oldLeft < 0 || newLeft < 0) return false;
    }
    this.at = at + 1;
    return hunks > 0;
  }

  /** Counts the diff text under the cursor, at its opening quote. */
  countText() {
    const start = this.at + 1;
    if (this.countReading(start, false) || this.countReading(start, true)) return;
    this.additions = 0;
    this.deletions = 0;
    this.at = start;
    this.skipString();
  }

  /** One file; its keys are told apart by length and first letter, which cost less than decoding them. */
  readFile(files) {
    const { bytes } = this;
    let path = '';
    let status = '';
    let additions;
    let deletions;
    this.at++;
    while (this.peek() !== CLOSE_BRACE) {
      if (bytes[this.at] === COMMA) {
        this.at++;
        this.peek();
      }
      const keyStart = this.at + 1;
      this.at = keyStart;
      this.skipString();
      const keyLength = this.at - 1 - keyStart;
      this.peek();
      this.at++;
      const isString = this.peek() === QUOTE;
      if (keyLength === 9 && bytes[keyStart] === 102 && isString) path = this.readString();
      else if (keyLength === 6 && bytes[keyStart] === 115 && isString) status = this.readString();
      else if (keyLength === 12 && bytes[keyStart] === LETTER_U && isString) {
        this.countText();
        additions = this.additions;
        deletions = this.deletions;
      } else this.skipValue();
    }
    this.at++;
    files.paths.push(path);
    files.statuses.push(status);
    const unknown = status === 'unchanged' ? 0 : -1;
    files.additions.push(additions ?? unknown);
    files.deletions.push(deletions ?? unknown);
  }
}

/** Paths, statuses and counts of an answer's files. */
export function scanPayload(bytes) {
  const scanner = new EscapedScanner(bytes);
  const files = { paths: [], statuses: [], additions: [], deletions: [] };
  scanner.peek();
  scanner.at++;
  while (scanner.peek() !== CLOSE_BRACE) {
    if (bytes[scanner.at] === COMMA) {
      scanner.at++;
      scanner.peek();
    }
    const key = scanner.readString();
    scanner.peek();
    scanner.at++;
    if (key !== 'files' || scanner.peek() !== OPEN_BRACKET) {
      scanner.skipValue();
      continue;
    }
    scanner.at++;
    while (scanner.peek() !== CLOSE_BRACKET) {
      if (bytes[scanner.at] === COMMA) scanner.at++;
      else scanner.readFile(files);
    }
    scanner.at++;
  }
  return files;
}

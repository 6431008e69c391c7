// Lines that look like other lines, after "Trojan Source" (Boucher, Anderson, 2021), made for this test; and ordinary writing
// that needs the same characters. The former must all be flagged, of the latter none.

const hex = (...points) => String.fromCodePoint(...points);
const [lri, rli, pdi, rlo, pdf] = [0x2066, 0x2067, 0x2069, 0x202e, 0x202c].map((point) => hex(point));

export const deceptive = {
  'an early return in a comment': `/* ${rlo} } ${lri}if (isAdmin)${pdi} ${lri} begin admins only */`,
  'a comment that is code': `const level = 'user${rlo} ${lri}// Check if admin${pdi} ${lri}'`,
  'a string that goes on': `if (access !== 'none${rli} ' && isOpen${pdi}') {`,
  'an override alone': `total = a ${rlo}- b${pdf} + c`,
  'an embedding': `name = '${hex(0x202b)}abc${pdf}'`,
  'a mark at the end': `return true;${hex(0x200f)}`,
  'a mark in Hebrew text': `// ${hex(0x5e9, 0x5dc, 0x5d5, 0x5dd, 0x200f)} x`,
  'an Arabic letter mark': `// ${hex(0x645, 0x61c)} 1-2`,
  'a name of two spellings': `user${hex(0x200b)}Name = 1`,
  'a joiner between letters': `is${hex(0x200d)}Admin()`,
  'a non-joiner between letters': `is${hex(0x200c)}Admin()`,
  'a word joiner': `let${hex(0x2060)} x`,
  'a soft hyphen': `pass${hex(0xad)}word`,
  'a byte order mark in the line': `a${hex(0xfeff)}b`,
  'a Hangul filler as a name': `const ${hex(0x3164)} = secret`,
  'a half-wide filler as a name': `const ${hex(0xffa0)} = secret`,
  'invisible multiplication': `a${hex(0x2062)}b`,
  'a line separator': `// harmless${hex(0x2028)}attack()`,
  'a paragraph separator': `// harmless${hex(0x2029)}attack()`,
  'a sentence of tags': `// ok${hex(...[...'ignore all'].map((letter) => 0xe0000 + letter.codePointAt(0)))}`,
  'a selector behind a letter': `a${hex(0xfe0f)}b`,
  'a message in selectors': `// ${hex(0x1f600, 0xe0101, 0xe0132, 0xe0155)}`,
  'two joiners in a row': `// ${hex(0x645, 0x200c, 0x200c, 0x62e)}`,
  'a Mongolian separator': `a${hex(0x180e)}b`,
  'a grapheme joiner': `a${hex(0x34f)}b`,
};

export const ordinary = {
  Arabic: 'السَّلَامُ عَلَيْكُمْ، كيف حالك؟ العدد ١٢٣ (قوس) "اقتباس"',
  Hebrew: 'שָׁלוֹם עוֹלָם! זהו טקסט רגיל, "מצוטט" (בסוגריים) 123',
  'Biblical Hebrew with a grapheme joiner': `ירושל${hex(0x5b7, 0x34f, 0x5b4)}ם`,
  'Arabic in code': "const greeting = 'مرحبا'; // تعليق",
  'Hebrew in code': "label: 'שמור שינויים', // כפתור",
  'Persian with non-joiners': `می${hex(0x200c)}خواهم کتاب${hex(0x200c)}ها را ببینم`,
  Urdu: 'یہ ایک عام جملہ ہے۔',
  'Hindi with joiners': `क्${hex(0x200d)}ष और क्${hex(0x200c)}ष नमस्ते दुनिया`,
  Bengali: `র${hex(0x200d)}্যাম বাংলা লেখা`,
  Malayalam: `ന്${hex(0x200d)} മലയാളം`,
  Tamil: 'தமிழ் உரை',
  Sinhala: `ශ්${hex(0x200d)}රී ලංකා`,
  Kannada: `ರ${hex(0x200d)}್ಯಾ ಕನ್ನಡ`,
  Thai: 'ภาษาไทยไม่มีช่องว่าง',
  Khmer: 'ភាសាខ្មែរ',
  Tibetan: 'བོད་སྐད་ཡིག',
  Mongolian: hex(0x182e, 0x180b, 0x1820, 0x180e, 0x1820),
  Chinese: '中文，没有空格。',
  'an ideographic variant': `${hex(0x845b, 0xe0100)}城`,
  Japanese: '日本語のテキスト「引用」',
  Korean: '한국어 텍스트',
  Greek: 'Ελληνικό κείμενο',
  Cyrillic: 'Обычный текст',
  Vietnamese: 'Tiếng Việt có dấu',
  'a family': hex(0x1f468, 0x200d, 0x1f469, 0x200d, 0x1f467, 0x200d, 0x1f466),
  'a rainbow flag': hex(0x1f3f3, 0xfe0f, 0x200d, 0x1f308),
  'a profession with a skin tone': hex(0x1f469, 0x1f3fd, 0x200d, 0x1f4bb),
  'a heart': `I ${hex(0x2764, 0xfe0f)} it`,
  'a heart on fire': hex(0x2764, 0xfe0f, 0x200d, 0x1f525),
  'a text style': hex(0x2714, 0xfe0e),
  keycaps: hex(0x31, 0xfe0f, 0x20e3, 0x23, 0xfe0f, 0x20e3),
  'two regions': hex(0x1f1e9, 0x1f1ea),
  'a mathematical variant': hex(0x2229, 0xfe00),
  'no-break and narrow spaces': `100${hex(0xa0)}km, 5${hex(0x202f)}%`,
  'combining accents': `e${hex(0x301)} o${hex(0x308)}`,
  'code with tabs and CR': '\tif (a) {\r',
};

/** Each of them as a row of a diff. */
export function checkHidden({ engine, hiddenCharacters }) {
  const report = { deceptive: 0, ordinary: 0, failures: [] };
  const isFlagged = (line) => {
    const table = engine.parseDiff(`@@ -0,0 +1 @@\n+${line}\n`);
    return (table.flagsAt(1) & hiddenCharacters) !== 0;
  };
  for (const [name, line] of Object.entries(deceptive)) {
    ++report.deceptive;
    if (!isFlagged(line)) report.failures.push(`not flagged: ${name}`);
  }
  for (const [name, line] of Object.entries(ordinary)) {
    ++report.ordinary;
    if (isFlagged(line)) report.failures.push(`a false alarm: ${name}`);
  }
  return report;
}

// Texts that try to be more than text: markup, addresses, controls, marks, names that objects already have.
// Whatever could run says so by `window.__hit`.

const HIT = 'window.__hit=1';

/** Characters of the longest texts. */
export const LONG = 100_000;

const markup = [
  `<script>${HIT}</script>`,
  `<ScRiPt >${HIT}</sCrIpT >`,
  `</script><script>${HIT}//`,
  `<script src="/hit.js"></script>`,
  `<script type="module">import '/hit.js'</script>`,
  `<img src=x onerror="${HIT}">`,
  `<img src="/hit.png" srcset="/hit2.png 2x">`,
  `<p onclick='${HIT}' onpointerenter='${HIT}'>here</p>`,
  `<details open ontoggle=${HIT}>`,
  `<input autofocus onfocus=${HIT}>`,
  `<body onload=${HIT}>`,
  `<iframe src="javascript:${HIT}"></iframe>`,
  `<iframe srcdoc="<script>parent.__hit=1</script>"></iframe>`,
  `<object data="/hit.html"></object><embed src="/hit.html">`,
  `<form action="/hit"><button>send</button></form>`,
  `<link rel="stylesheet" href="/hit.css"><link rel=preload as=image href=/hit.png>`,
  `<style>@import '/hit.css'; * { display: none !important }</style>`,
  `<base href="/elsewhere/"><meta http-equiv="refresh" content="0;url=/hit">`,
  `<svg onload="${HIT}"><script>${HIT}</script></svg>`,
  `<svg><animate onbegin="${HIT}" attributeName="x" dur="1s"/><use href="/hit.svg#a"/></svg>`,
  `<math><mtext><img src=x onerror=${HIT}></mtext></math>`,
  `<template><b>inert</b></template><slot name="a">`,
  `<video src="/hit.mp4" onerror="${HIT}"><audio src=/hit.mp3>`,
  `<hw-row class="hw-row" data-position="0" data-more="0">`,
];

const breakouts = [
  `" onmouseover="${HIT}" data-x="`,
  `' autofocus onfocus='${HIT}`,
  `"><b>bold</b><i title="`,
  `</span></div></section></main>`,
  `</title></textarea></noscript></style>`,
  `<!-- <b>comment</b> --> --!>`,
  `<![CDATA[<script>${HIT}</script>]]>`,
  `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>`,
  '&lt;b&gt; &#60;i&#62; &#x3c;u&#x3e; &amp;amp; &nbsp;&zwj;&NotEqualTilde;',
];

const addresses = [
  `javascript:${HIT}`,
  `JaVa\tScRiPt:${HIT}`,
  `data:text/html,<script>${HIT}</script>`,
  'https://example.invalid/hit?<>"\'',
  '//example.invalid/hit.js',
  '../../../../etc/passwd',
  '..\\..\\windows\\system32\\%2e%2e%2f%00',
  '/absolute//twice/./dot/../up/',
];

const code = [
  // biome-ignore lint/suspicious/noTemplateCurlyInString: that is the point
  '${globalThis.__hit = 1} `${1}`',
  '{{constructor.constructor("globalThis.__hit=1")()}} <%= 1 %> #{1}',
  `');${HIT};('`,
  '%s %d %n %x %p %c %o %O %%',
  '{0} {name} $1 $& $` $$ \\1 \\u0041 \\x41',
  'url(/hit.png) expression(1) }body{display:none}/*',
  '\\"}];\\u2028globalThis.__hit=1//',
];

const names = ['__proto__', 'constructor', 'hasOwnProperty', 'toString.prototype', 'length', 'null', 'NaN'];

const characters = [
  'a\u0000b\u0000c',
  'bell\u0007 back\b\b\b escape\u001b[31m red\u001b[0m delete\u007f next\u0085line',
  'feed\f vertical\v carriage\r return, tab\tend',
  'line\u2028paragraph\u2029end',
  'user\u202enimda\u202c \u2066isolated\u2069 \u2067right\u202a left',
  '\u202e\u202e\u202d\u2068\u2067 never closed',
  'zero\u200bwidth\u200cjoin\u200d\u2060\ufeffmark\u00ad\u180e',
  'tags \u{e0041}\u{e0042}\u{e007f} fill\u3164er \uffa0',
  `z${'\u0301\u0323\u0489\u035c'.repeat(20)}algo`,
  'family \u{1f469}\u200d\u{1f469}\u200d\u{1f467}\u200d\u{1f466} flag \u{1f3f4}\u200d\u2620\ufe0f \u{1f44d}\u{1f3fd}',
  'high \ud83d alone, low \ude00 alone, wrong \udc00\ud800 order',
  '\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd 123 (abc) \u05e1\u05d5\u05e3',
  '\u0645\u0631\u062d\u0628\u0627 \u0628\u0627\u0644\u0639\u0627\u0644\u0645 456 [x] \u06f1\u06f2',
  '\ufdfd \u{12031} \u0bcc\u0bcc \u{10ffff} \ufffe \uffff',
];

/** Short ones: each is used as it is and in mixtures. */
export const patterns: readonly string[] = [
  ...markup,
  ...breakouts,
  ...addresses,
  ...code,
  ...names,
  ...characters,
];

/** Each is used as it is. */
export const longTexts: readonly string[] = [
  'x'.repeat(LONG),
  '<b>'.repeat(LONG / 3),
  'long words, many of them '.repeat(LONG / 25),
  '\u202e'.repeat(LONG / 5),
];

// Every relative link of the pages leads to a file that is there and to a heading that it has; no page names a path of one machine.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { root } from '../lib/process.mjs';

const pages = () =>
  readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.md') && !/(^|\/)(node_modules|build|dist|\.git)\//.test(name),
  );

const withoutCode = (page) => page.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '``');

// As GitHub makes them: small letters, no punctuation, spaces to dashes; a repeated one is numbered.
function anchorsOf(page) {
  const seen = new Map();
  const headings = page.replace(/^```[\s\S]*?^```/gm, '').matchAll(/^#+ +(.*)$/gm);
  return [...headings].map(([, heading]) => {
    const text = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
    const slug = text.replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '').replaceAll(' ', '-');
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    return count === 0 ? slug : `${slug}-${count}`;
  });
}

/** A fault of one link, or undefined. */
function faultOf(page, link) {
  if (/^[a-z]+:/.test(link)) return undefined;
  const [path, anchor] = link.split('#');
  const target = path ? posix.join(posix.dirname(page), decodeURI(path)) : page;
  if (target.startsWith('..') || !existsSync(join(root, target))) return 'leads nowhere';
  if (anchor === undefined || !target.endsWith('.md')) return undefined;
  const anchors = anchorsOf(readFileSync(join(root, target), 'utf8'));
  return anchors.includes(anchor) ? undefined : `${target} has no such heading`;
}

/** @returns One line for each fault. */
export function linkFaults() {
  return pages().flatMap((page) => {
    const source = readFileSync(join(root, page), 'utf8');
    const links = [...withoutCode(source).matchAll(/\]\(([^)\s]+)\)|(?:href|src)="([^"]+)"/g)];
    const faults = links
      .map(([, inText, inTag]) => inText ?? inTag)
      .map((link) => [link, faultOf(page, link)])
      .filter(([, fault]) => fault)
      .map(([link, fault]) => `${page}: ${link} ${fault}`);
    const machine = source.match(/(?<![\w.~-])\/(root|work|Users)\/[^\s)`]*|file:\/\/\/?\w[^\s)`]*/g) ?? [];
    return [...faults, ...machine.map((path) => `${page}: ${path} is a path of one machine`)];
  });
}

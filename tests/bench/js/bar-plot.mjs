// A bar plot as SVG text: one bar a contestant, on a logarithmic scale, as they are decades apart.

const ROW = 22;
const LEFT = 210;
const WIDTH = 420;
const RIGHT = 110;

const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const label = (value) =>
  value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);

/** `bars`: [{ name, value?, note? }]; one without a value has its note instead of a bar. The first is ours. */
export function barPlot(title, unit, bars) {
  const values = bars.flatMap(({ value }) => (value > 0 ? [value] : []));
  const least = 10 ** Math.floor(Math.log10(Math.min(...values, 1e9)));
  const most = Math.max(...values, least * 10);
  const lengthOf = (value) =>
    Math.max(2, (WIDTH * Math.log10(Math.max(value, least) / least)) / Math.log10(most / least));
  const lines = bars.map(({ name, value, note }, i) => {
    const y = 30 + i * ROW;
    const text = value > 0 ? `${label(value)} ${unit}` : (note ?? '');
    const length = value > 0 ? lengthOf(value) : 0;
    const bar = length
      ? `<rect x="${LEFT}" y="${y}" width="${length.toFixed(1)}" height="14" fill="${i === 0 ? '#7a3fc0' : '#8a94a6'}"/>`
      : '';
    return `<text x="${LEFT - 8}" y="${y + 11}" text-anchor="end">${escaped(name)}</text>${bar}<text x="${LEFT + length + 6}" y="${y + 11}">${escaped(text)}</text>`;
  });
  const height = 40 + bars.length * ROW;
  const width = LEFT + WIDTH + RIGHT;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="12">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<text x="8" y="18" font-weight="bold">${escaped(title)} (${unit}, logarithmic)</text>`,
    ...lines,
    '</svg>',
    '',
  ].join('\n');
}

// A patch of one file with changes that have marks inside their lines.

export function lifetimePatch(rows: number): string {
  const blocks = Math.floor(rows / 10);
  const lines = Array.from({ length: blocks }, (_, block) => {
    const same = Array.from({ length: 8 }, (_, i) => ` line ${block * 10 + i} is the same\n`).join('');
    return `${same}-line ${block * 10} was old here\n+line ${block * 10} is new here\n`;
  });
  return `--- a/long.txt\n+++ b/long.txt\n@@ -1,${blocks * 9} +1,${blocks * 9} @@\n${lines.join('')}`;
}

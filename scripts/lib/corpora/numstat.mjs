// git's --numstat -z and an index of ours, each as one line a file: "additions deletions old => new", "- - path" if binary.

/** @param {string} output of --numstat -z */
export function linesOfNumstat(output) {
  const fields = output.split('\0');
  const lines = [];
  for (let i = 0; i < fields.length; ++i) {
    // The name may have tabs itself.
    const found = /^\n*([^\t]*)\t([^\t]*)\t(.*)$/s.exec(fields[i]);
    if (!found) continue;
    const [, additions, deletions, name] = found;
    const names = name || `${fields[++i]} => ${fields[++i]}`;
    lines.push(`${additions} ${deletions} ${names}`);
  }
  return lines;
}

const countsOf = (index, i) => [index.additions(i), index.deletions(i)];

/**
 * git counts a type change once and prints it as a deletion and an addition of one path.
 * @param withOldPath `git apply` names the new path alone.
 */
export function linesOfIndex(index, withOldPath = true) {
  const lines = [];
  for (let i = 0; i < index.fileCount; ++i) {
    const path = index.path(i);
    let [additions, deletions] = countsOf(index, i);
    let isBinary = index.detail(i) === 'binary';
    const isReplaced =
      withOldPath &&
      i + 1 < index.fileCount &&
      index.status(i) === 'deleted' &&
      index.status(i + 1) === 'added' &&
      index.path(i + 1) === path;
    if (isReplaced) {
      const next = countsOf(index, ++i);
      additions += next[0];
      deletions += next[1];
      isBinary ||= index.detail(i) === 'binary';
    }
    const old = withOldPath ? index.oldPath(i) : undefined;
    const counts = isBinary ? '- -' : `${additions} ${deletions}`;
    lines.push(`${counts} ${old === undefined ? '' : `${old} => `}${path}`);
  }
  return lines;
}

/** The first `most` places in which two lists differ. */
export function differences(ours, theirs, most = 5) {
  const found = [];
  for (let i = 0; i < Math.max(ours.length, theirs.length) && found.length < most; ++i)
    if (ours[i] !== theirs[i]) found.push(`${ours[i] ?? 'nothing'}, for git ${theirs[i] ?? 'nothing'}`);
  return found;
}

// For peers that take one file at a time: a patch's bytes -> { path, text } of each file.

export function filesOfPatch(patch) {
  const sections = new TextDecoder().decode(patch).split(/^(?=diff --git )/m);
  return sections.map((section) => ({
    path: /^\+\+\+ b\/(.*)$/m.exec(section)[1],
    text: section.slice(section.indexOf('\n--- ') + 1),
  }));
}

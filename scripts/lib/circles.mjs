/** @returns The circles of a graph (Map of node → iterable of nodes) that a walk meets, each as `a > b > a`; none if there is none. */
export function circlesOf(graph) {
  const circles = [];
  const done = new Set();
  const visit = (node, path) => {
    if (path.includes(node)) circles.push([...path.slice(path.indexOf(node)), node].join(' > '));
    if (path.includes(node) || done.has(node)) return;
    for (const next of graph.get(node) ?? []) visit(next, [...path, node]);
    done.add(node);
  };
  for (const node of graph.keys()) visit(node, []);
  return circles;
}

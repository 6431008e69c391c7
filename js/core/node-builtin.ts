// Modules of Node, for the few places where Node needs another way than browsers. No bundler sees an import of them.

interface NodeProcess {
  versions?: { node?: string };
  getBuiltinModule?(name: string): unknown;
}

const nodeProcess = (): NodeProcess | undefined => (globalThis as { process?: NodeProcess }).process;

export function isNode(): boolean {
  return nodeProcess()?.versions?.node !== undefined;
}

export async function nodeBuiltin<Module>(name: string): Promise<Module> {
  // getBuiltinModule is missing before Node 20.16.
  const found =
    nodeProcess()?.getBuiltinModule?.(name) ??
    (await import(/* @vite-ignore */ /* webpackIgnore: true */ name));
  return found as Module;
}

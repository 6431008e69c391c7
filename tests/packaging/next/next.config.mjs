// Nothing for hunkwise: Next.js finds core.wasm and diff-worker.js by itself.
export default { devIndicators: false };

// Placeholder until the real service and page: serves the demo beside the built package.
import { serve } from '../scripts/lib/static-server.mjs';

const at = process.argv.indexOf('--port');
const port = at < 0 ? 0 : Number(process.argv[at + 1]);
const { origin } = await serve({ mounts: { '/dist/': 'dist', '/': 'demo' }, port });
console.log(`Hunkwise: ${origin}/`);

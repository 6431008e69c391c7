import { spawnSync } from 'node:child_process';

const command = ['node_modules/next/dist/bin/next', 'build', ...process.argv.slice(2)];
process.exitCode = spawnSync(process.execPath, command, { stdio: 'inherit' }).status ?? 1;

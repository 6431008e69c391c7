#!/usr/bin/env node
// Stands between Playwright and a Firefox of a distribution, and is the Firefox to Playwright: it takes the same arguments and
// lets every message through. One command that Playwright (1.65) sends for every page is unknown to Firefox 153: which colour
// scheme to emulate. Where the wish is the scheme that the profile has anyway, the answer here is that it is done.

import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { WebSocket, WebSocketServer } from 'ws';

const UNKNOWN_COMMAND = 'emulation.setMediaFeaturesOverride';
const PARENT_CHECK_MS = 500;

const args = process.argv.slice(2);
const profile = args[args.indexOf('--profile') + 1];
const parent = process.ppid;
const firefox = spawn(process.env.FIREFOX ?? '/usr/bin/firefox-esr', args, {
  stdio: ['ignore', 'inherit', 'pipe'],
});

createInterface({ input: firefox.stderr }).on('line', (line) => {
  const [, address] = /^WebDriver BiDi listening on (ws:\/\/\S+)$/.exec(line) ?? [];
  if (address) listen(address);
  else console.error(line);
});

/** @param address Of Firefox. */
function listen(address) {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
  server.on('listening', () =>
    console.error(`WebDriver BiDi listening on ws://127.0.0.1:${server.address().port}`),
  );
  server.on('connection', (client, { url }) => relay(client, `${address}${url}`));
}

function relay(client, address) {
  const browser = new WebSocket(address, { perMessageDeflate: false });
  const isOpen = new Promise((resolve) => browser.once('open', resolve));
  /** Ids of commands that may be unknown, without an answer so far. */
  const forgivable = new Set();
  client.on('message', async (data) => {
    const message = data.toString();
    if (message.includes(UNKNOWN_COMMAND)) {
      const { id, method, params } = JSON.parse(message);
      if (method === UNKNOWN_COMMAND && params.features['prefers-color-scheme'] !== 'dark')
        forgivable.add(id);
    }
    await isOpen;
    browser.send(message);
  });
  browser.on('message', (data) => {
    const message = data.toString();
    client.send(forgivable.size > 0 ? forgiven(message, forgivable) : message);
  });
  client.on('close', () => browser.close());
  browser.on('close', () => client.close());
  for (const socket of [client, browser]) socket.on('error', (error) => console.error(error.message));
}

function forgiven(message, forgivable) {
  const { id, error } = JSON.parse(message);
  const isForgivable = forgivable.delete(id) && error === 'unknown command';
  return isForgivable ? JSON.stringify({ type: 'success', id, result: {} }) : message;
}

// Playwright ends this program, or is gone itself: neither Firefox nor its profile may outlive that.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => firefox.kill('SIGKILL'));
process.stderr.on('error', () => {}); // whoever read it may be gone
setInterval(() => {
  if (process.ppid !== parent) firefox.kill('SIGKILL');
}, PARENT_CHECK_MS);
firefox.on('error', (error) => {
  console.error(error.message);
  process.exit(1);
});
firefox.on('exit', (code) => {
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  process.exit(code ?? 1);
});

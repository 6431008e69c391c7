// How the tests and the benchmark start Chromium. No sandbox: containers rarely allow one. The rest keeps Chromium from
// talking to anyone but the server on this machine.
export const chromiumArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

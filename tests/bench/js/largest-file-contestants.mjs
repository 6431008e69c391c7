// Opening a file of 100,000 rows: ours against the parsers that people use.

const decode = (bytes) => new TextDecoder().decode(bytes);
const answerText = (bytes) => JSON.parse(decode(bytes)).files[0].unified_diff;

/** The text of an answer's rows that fit on a screen. */
const SCREEN_ROWS = 60;

/** A peer that complains about every line it cannot read, as one does, would be timed printing. */
function isSilent(action) {
  const { error } = console;
  let complaints = 0;
  console.error = () => complaints++;
  try {
    return action() && complaints === 0;
  } catch {
    return false;
  } finally {
    console.error = error;
  }
}

const reads = (peer, text, table) =>
  isSilent(() => {
    const [additions, deletions] = peer.counts(peer.parse(text));
    return additions === table.additions && deletions === table.deletions;
  });

/**
 * Each peer with the text it reads: the service's if it counts that rightly, else the same diff in git's form, which is
 * shorter by the doubled newlines. One that is wrong in both forms is left out.
 */
function peersWithText({ peers }, wireText, gitText, table) {
  return peers.flatMap((peer) => {
    if (reads(peer, wireText, table)) return [{ peer, text: wireText, name: peer.name }];
    if (reads(peer, gitText, table)) return [{ peer, text: gitText, name: `${peer.name} (git's form)` }];
    return [];
  });
}

async function prepare({ engines, read }) {
  const answer = await read('largest');
  const patch = await read('largest-git');
  const [engine] = Object.values(engines);
  const index = await engine.indexPayload(answer);
  const table = await engine.parseFile(index, 0);
  return { answer, patch, index, table };
}

export async function largestFileContestants(context) {
  const { answer, patch, index, table } = await prepare(context);
  const contestants = Object.entries(context.engines).map(([name, engine]) => ({
    name,
    run: () => engine.parseFile(index, 0),
  }));
  for (const { peer, text, name } of peersWithText(context, answerText(answer), decode(patch), table))
    contestants.push({ name, isPeer: true, run: () => peer.parse(text) });
  const [engine] = Object.values(context.engines);
  contestants.push({ name: "ours, parseDiff of git's form", run: () => engine.parseDiff(patch) });
  return contestants;
}

function firstRows(table) {
  const texts = [];
  for (let row = 0; row < Math.min(SCREEN_ROWS, table.rowCount); row++) texts.push(table.textAt(row));
  return texts;
}

export async function largestFromAnswer(context) {
  const { answer, patch, table } = await prepare(context);
  const contestants = Object.entries(context.engines).map(([name, engine]) => ({
    name,
    async run() {
      const index = await engine.indexPayload(answer);
      return firstRows(await engine.parseFile(index, 0));
    },
  }));
  const gitText = decode(patch);
  for (const { peer, text, name } of peersWithText(context, answerText(answer), gitText, table))
    contestants.push({
      name: `JSON.parse, ${name}`,
      isPeer: true,
      run() {
        const wireText = answerText(answer);
        return peer.parse(text === gitText ? gitText : wireText);
      },
    });
  return contestants;
}

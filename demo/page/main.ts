// Starts the page: what can be compared, and the engine, at the same time.

import { ComparisonPage } from './comparison-page.ts';
import { answerOf, RequestFailure } from './diff-request.ts';
import { byId } from './element.ts';
import { failure, waiting } from './notices.ts';
import { openEngine } from './page-engine.ts';
import { makeResizable } from './pane-divider.ts';
import type { Comparison } from './scopes.ts';

async function loadComparison(): Promise<Comparison> {
  const response = await answerOf('/comparison.json');
  if (!response.ok) throw new RequestFailure(`the service answered ${response.status}`);
  return response.json();
}

async function start(): Promise<void> {
  byId('diff-state').replaceChildren(waiting('the core and the list of trees', 0).element);
  try {
    const [comparison, engine] = await Promise.all([loadComparison(), openEngine()]);
    new ComparisonPage(comparison, engine);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    byId('diff-state').replaceChildren(
      failure(`The comparison could not be started: ${reason}`, () => void start()),
    );
  }
}

makeResizable(byId('divider'), byId('files'));
void start();

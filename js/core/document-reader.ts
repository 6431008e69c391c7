// What both engines have in common: checked arguments in, steps out. Who takes the steps is not known here.

import type { DiffIndex, DiffTable, DiffTextsOptions, FileParserOptions, IntralineSpans } from './api.ts';
import type { Steps } from './core-call.ts';
import { diffSteps, fileSteps, patchSteps, textsSteps } from './document-steps.ts';
import type { EngineSettings } from './engine-settings.ts';
import { DiffError } from './errors.ts';
import { FileParsing } from './file-parsing.ts';
import { intralineSteps } from './intraline-steps.ts';
import { DEFAULT_CONTEXT } from './limits.ts';
import { PayloadIndexing } from './payload-steps.ts';
import { ByteSource, bytesOf, checkInput, refuseAbove } from './source.ts';

type Input = Uint8Array | string;

export class DocumentReader {
  readonly #settings: EngineSettings;

  constructor(settings: EngineSettings) {
    this.#settings = settings;
  }

  indexPayload(input: Input): Steps<DiffIndex> {
    return this.#payload(this.#source(input)).finish();
  }

  indexPatch(input: Input): Steps<DiffIndex> {
    return patchSteps(this.#source(input), this.#settings, this.#settings.windowBytes);
  }

  parseFile(index: DiffIndex, file: number): Steps<DiffTable> {
    return fileSteps(index, file, this.#settings.windowBytes);
  }

  createFileParser(index: DiffIndex, file: number, { ownsText }: FileParserOptions = {}): FileParsing {
    return FileParsing.ofFile(index, file, this.#settings.windowBytes, ownsText);
  }

  parseDiff(input: Input): Steps<DiffTable> {
    return diffSteps(bytesOf(input, this.#settings.maxSourceBytes), this.#settings.windowBytes);
  }

  diffTexts(oldInput: Input, newInput: Input, options: DiffTextsOptions = {}): Steps<DiffTable> {
    const context = options.context ?? DEFAULT_CONTEXT;
    if (!Number.isInteger(context) || context < 0) {
      throw new DiffError('wrong-type', `The option context must be a whole number of rows, not ${context}.`);
    }
    const method = options.method ?? 'shortest';
    if (method !== 'shortest' && method !== 'difflib') {
      throw new DiffError('wrong-type', `The option method must be 'shortest' or 'difflib', not ${method}.`);
    }
    const { maxSourceBytes } = this.#settings;
    checkInput(oldInput);
    checkInput(newInput);
    refuseAbove(maxSourceBytes, oldInput.length + newInput.length);
    const oldText = bytesOf(oldInput, maxSourceBytes);
    const newText = bytesOf(newInput, maxSourceBytes);
    refuseAbove(maxSourceBytes, oldText.length + newText.length);
    return textsSteps(oldText, newText, Math.min(context, 0x7fff_ffff), method);
  }

  intraline(table: DiffTable, rows: readonly number[]): Steps<IntralineSpans> {
    return intralineSteps(table, rows);
  }

  createPayloadIndexer(): SteppedIndexer {
    const source = new ByteSource();
    const indexing = this.#payload(source);
    const { maxSourceBytes } = this.#settings;
    return {
      push(chunk) {
        const bytes = bytesOf(chunk, maxSourceBytes);
        refuseAbove(maxSourceBytes, source.length + bytes.length);
        source.append(bytes);
        return indexing.grown();
      },
      snapshot: () => indexing.snapshot(),
      finish: () => indexing.finish(),
    };
  }

  #source(input: Input): ByteSource {
    return new ByteSource(bytesOf(input, this.#settings.maxSourceBytes));
  }

  #payload(source: ByteSource): PayloadIndexing {
    return new PayloadIndexing(source, this.#settings, this.#settings.windowBytes);
  }
}

export interface SteppedIndexer {
  push(chunk: Uint8Array): Steps<void>;
  snapshot(): Steps<DiffIndex>;
  finish(): Steps<DiffIndex>;
}

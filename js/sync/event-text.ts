// The text of a stream of server-sent events → its events. Knows as much of the format as a service of this wire sends.

/** One event; `data` as it was sent. */
export interface ServerEvent {
  readonly name: string;
  readonly data: string;
}

/** UTF-16 units of an event that is not complete; a service that sends more is not understood. */
const LONGEST_EVENT = 65_536;

export class EventText {
  readonly #decoder = new TextDecoder();
  #pending = '';
  /** Milliseconds before the next connection, if the service has said so. */
  retry: number | undefined;

  /** The events that are complete now. @throws {RangeError} an event is too long */
  push(chunk: Uint8Array): ServerEvent[] {
    // A CR at the end may be half of a line end.
    const text = this.#pending + this.#decoder.decode(chunk, { stream: true });
    const isHalf = text.endsWith('\r');
    const lines = (isHalf ? text.slice(0, -1) : text).replaceAll(/\r\n?/g, '\n');
    const blocks = lines.split('\n\n');
    this.#pending = (blocks.pop() ?? '') + (isHalf ? '\r' : '');
    if (this.#pending.length > LONGEST_EVENT) throw new RangeError('An event is too long.');
    return blocks.flatMap((block) => this.#eventIn(block));
  }

  #eventIn(block: string): ServerEvent[] {
    let name = 'message';
    const data: string[] = [];
    for (const line of block.split('\n')) {
      const [, field, value = ''] = /^([^:]+)(?:: ?(.*))?$/.exec(line) ?? [];
      if (field === 'event') name = value;
      else if (field === 'data') data.push(value);
      else if (field === 'retry' && /^\d+$/.test(value)) this.retry = Number(value);
    }
    return data.length > 0 ? [{ name, data: data.join('\n') }] : [];
  }
}

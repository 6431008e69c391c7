// Names of files are bytes. What is no UTF-8 is shown as `\xff`, and its file has no text: nobody could ask for it by name.

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export const ODD_NAME = "the file's name is not UTF-8";

export function shownPath(bytes: Buffer): { path: string; fault: string | undefined } {
  try {
    return { path: decoder.decode(bytes), fault: undefined };
  } catch {
    const path = bytes
      .toString('latin1')
      .replace(/[\x80-\xff]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16)}`);
    return { path, fault: ODD_NAME };
  }
}

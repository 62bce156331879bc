import { createInterface, type Interface } from 'node:readline';
import { Writable } from 'node:stream';
import type { ReadStream } from 'node:tty';

/**
 * Reads what a person types, line by line. At a terminal the question is asked on standard error and a secret is not echoed; what is
 * piped in is read as it is, one answer a line, so that a password never stands among the arguments of a process.
 */
export function lineReader(
  input: ReadStream,
  screen: NodeJS.WritableStream,
): (question: string, secret: boolean) => Promise<string | null> {
  let piped: AsyncIterator<string> | undefined;
  return async (question, secret) => {
    if (input.isTTY) return typed(input, screen, question, secret);
    piped ??= createInterface({ input })[Symbol.asyncIterator]();
    const next = await piped.next();
    return next.done ? null : next.value;
  };
}

function typed(input: ReadStream, screen: NodeJS.WritableStream, question: string, secret: boolean): Promise<string | null> {
  screen.write(question);
  // A secret is edited like any line, on a screen that shows nothing.
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines: Interface = createInterface({ input, output: secret ? silent : screen, terminal: true });
  return new Promise((resolve) => {
    let answer: string | null = null;
    lines.once('line', (line) => {
      answer = line;
      lines.close();
    });
    lines.once('SIGINT', () => lines.close());
    lines.once('close', () => {
      if (secret) screen.write('\n');
      resolve(answer);
    });
  });
}

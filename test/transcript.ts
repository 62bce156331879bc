import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * Transcripts: what a person types and what is printed. `$ ` begins a command line for the shell, `! ` a line of standard
 * error, `[exit N]` stands where the exit code is not 0, `# ` begins a comment. What differs from run to run has a
 * placeholder; `<...>` alone on a line stands for any number of lines.
 */
export interface Step {
  readonly line: number;
  readonly command: string;
  readonly expected: string;
}

const placeholders: Readonly<Record<string, string>> = {
  n: ' *\\d+ *',
  time: '\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d',
  day: '\\d{4}-\\d\\d-\\d\\d',
  hash: '[0-9a-f]+',
  base64: '[A-Za-z0-9+/]+=*',
  home: '/[^\\s()。;,)]+?',
  version: '\\d+\\.\\d+\\.\\d+',
  text: '.*',
};

export function readTranscript(file: string): Step[] {
  const steps: { line: number; command: string; expected: string[] }[] = [];
  for (const [index, line] of readFileSync(file, 'utf8').split('\n').entries()) {
    if (line.startsWith('$ ')) steps.push({ line: index + 1, command: line.slice(2), expected: [] });
    else if (!line.startsWith('# ')) steps.at(-1)?.expected.push(line);
  }
  return steps.map((step) => ({ ...step, expected: step.expected.join('\n').trimEnd() }));
}

/** Runs a command line and returns what it printed, in the form of a transcript. */
export function play(command: string, options: { cwd: string; env: NodeJS.ProcessEnv }): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('sh', ['-c', command], { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    const printed = { out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      printed.out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      printed.err += text;
    });
    child.once('error', reject);
    child.once('close', (code) => resolve(asTranscript(printed.out, printed.err, code)));
  });
}

/** Standard output, standard error and exit code as a transcript writes them. */
export function asTranscript(out: string, err: string, code: number | null): string {
  const errors = err.trimEnd();
  const parts = [out.trimEnd(), errors === '' ? '' : errors.replaceAll(/^/gm, '! '), code === 0 ? '' : `[exit ${code}]`];
  return parts.filter((part) => part !== '').join('\n');
}

/** Holds what was printed against what was expected; the difference is shown as text where it does not fit. */
export function assertPrinted(printed: string, { command, expected, line }: Step): void {
  if (!pattern(expected).test(printed)) assert.equal(printed, expected, `line ${line}: $ ${command}`);
}

function pattern(expected: string): RegExp {
  const lines = expected.split('\n').map((line) => {
    if (line === '<...>') return '(?:.*\\n)*?';
    const body = line
      .split(/(<[a-z0-9]+>|<\.\.\.>)/)
      .map((part) => {
        const name = /^<([a-z0-9.]+)>$/.exec(part)?.[1];
        if (name === '...') return '.*';
        return (name === undefined ? undefined : placeholders[name]) ?? part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
      })
      .join('');
    return `${body}\\n`;
  });
  return new RegExp(`^${lines.join('')}$`.replace(/\\n\$$/, '\\n?$'), 'u');
}

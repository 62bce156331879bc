import type { TestEvent } from 'node:test/reporters';

/** A reporter of the test runner: the files in which something failed, one a line, each once. */
export default async function* failedFiles(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const told = new Set<string>();
  for await (const event of events) {
    const file = event.type === 'test:fail' ? (event.data.file ?? event.data.name) : undefined;
    if (file === undefined || told.has(file)) continue;
    told.add(file);
    yield `${file}\n`;
  }
}

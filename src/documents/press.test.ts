import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { Fault } from '../base/fault.ts';
import { procedureDocument } from './from-content.ts';
import { Press } from './press.ts';
import { sampleInput } from './testing/sample.ts';

const document = procedureDocument(sampleInput('ja'));
const isPdf = (bytes: Uint8Array): boolean => Buffer.from(bytes.slice(0, 5)).toString() === '%PDF-';
const presses: Press[] = [];
const press = (options?: { msMax: number }): Press => {
  const made = new Press(options);
  presses.push(made);
  return made;
};
after(() => Promise.all(presses.map((each) => each.close())));

describe('documents: the press', () => {
  it('makes what is asked one after another, and refuses who comes when too many wait', async () => {
    const mine = press();
    const asked = Array.from({ length: 10 }, () =>
      mine.pdf(document).then(
        ({ bytes }) => isPdf(bytes),
        (error: Fault) => error.code,
      ),
    );
    const outcomes = await Promise.all(asked);
    assert.deepEqual(outcomes, [...Array.from({ length: 8 }, () => true), 'too-many-attempts', 'too-many-attempts']);
    assert.ok(isPdf((await mine.pdf(document)).bytes), 'it takes orders again');
  });

  it('gives up what takes too long and works for the next one', async () => {
    const hasty = press({ msMax: 1 });
    await assert.rejects(
      hasty.pdf(document),
      (error) => error instanceof Fault && error.code === 'internal' && /longer than 1 ms/.test(error.message),
    );
    await assert.rejects(hasty.word(document), /longer than 1 ms/);
  });

  it('leaves the thread of this process free', async () => {
    let turns = 0;
    const ticking = setInterval(() => {
      turns += 1;
    }, 5);
    await press().word(document);
    clearInterval(ticking);
    assert.ok(turns > 10, `only ${turns} turns`);
  });

  it('tells the one who asked why a document cannot be made, and goes on', async () => {
    const mine = press();
    await assert.rejects(
      mine.pdf({ ...document, chapters: 'none' } as never),
      (error) => error instanceof Fault && error.code === 'internal',
    );
    assert.ok(isPdf((await mine.pdf(document)).bytes));
  });

  it('refuses what is being made when it is closed', async () => {
    const mine = press();
    const asked = mine.pdf(document);
    const refused = assert.rejects(asked, /stopping/);
    await Promise.resolve();
    await mine.close();
    await refused;
  });
});

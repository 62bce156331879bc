import { availableParallelism, loadavg } from 'node:os';
import { Press, procedureDocument, procedureWorkbook, statementDocument } from '../../src/documents/index.ts';
import { effectiveVersion, sampleContent, sampleInput } from '../../src/documents/testing/sample.ts';

/**
 * How long the whole sample (34 chapters) takes as PDF, Word and Excel, in both languages: from the content to the bytes. `first`
 * starts the thread and loads its fonts; the others are medians of five. Prints one JSON object last.
 */
const rounds = 5;
const press = new Press();
const figures: Record<string, number> = {};

const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;

async function measure(name: string, make: (round: number) => Promise<{ bytes: Uint8Array }>): Promise<void> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    const { bytes } = await make(round);
    times.push(performance.now() - start);
    figures[`${name}Bytes`] = bytes.length;
  }
  figures[`${name}Ms`] = Math.round(median(times));
  figures[`${name}FirstMs`] = Math.round(times[0]!);
}

for (const language of ['ja', 'en'] as const) {
  // Another text each time, so that no round lives on what the one before left behind.
  const input = (round: number) => {
    const text = { ja: `${round}回目の{screenLockMinutes}`, en: `Round ${round} {screenLockMinutes}` };
    return sampleInput(language, sampleContent({ '8.1.e': { text } }), effectiveVersion);
  };
  const statement = (round: number) => statementDocument({ ...input(round), controlStanding: new Map() });
  await measure(`pdf_${language}`, (round) => press.pdf(procedureDocument(input(round))));
  await measure(`word_${language}`, (round) => press.word(procedureDocument(input(round))));
  await measure(`excel_${language}`, async (round) => ({
    bytes: await procedureWorkbook(procedureDocument(input(round)), statement(round)),
  }));
  await measure(`statementPdf_${language}`, (round) => press.pdf(statement(round)));
}
await press.close();

const limits = { pdfMsMax: 3000, wordMsMax: 2000 };
const within = (['ja', 'en'] as const).every(
  (language) => figures[`pdf_${language}Ms`]! <= limits.pdfMsMax && figures[`word_${language}Ms`]! <= limits.wordMsMax,
);
console.log(
  JSON.stringify({
    node: process.version,
    cores: availableParallelism(),
    load: Math.round(loadavg()[0]! * 10) / 10,
    ...figures,
    ...limits,
    within,
  }),
);

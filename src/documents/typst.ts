import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler';
import type { AnyDocument } from './model.ts';
import { shownWithout, startingWithLetter } from './shown.ts';
import { documentWords, markOf, stateSaid } from './words.ts';

/** The typesetter. It works in the press's thread only, because setting a document holds whoever asks. */

/** From comfortable to small, in points; below it nobody reads. Thirty rules stand on one page. */
const leafletSizes = [11.5, 11, 10.5, 10, 9.5, 9, 8.5, 8, 7.5] as const;
/** What does not stand on one page even so goes on to the next, large enough to be read. */
const leafletSizeOfMore = 10;
/** Pieces of earlier documents that the compiler keeps for the next one. */
const keptCompilations = 4;

export interface SetPdf {
  readonly bytes: Uint8Array;
  readonly pages: number;
  /** Whether it claims PDF/UA-1. */
  readonly accessible: boolean;
}

const workspace = import.meta.dirname;
/** Exists in the compiler's memory only. */
const documentFile = join(workspace, 'document.json');
let kept: NodeCompiler | undefined;

/** The compiler with its fonts, made once and kept: fonts are handed in as bytes, so that no font of the machine is used. */
function compiler(): NodeCompiler {
  const require = createRequire(import.meta.url);
  const font = (name: string): Buffer => readFileSync(require.resolve(`@expo-google-fonts/${name}.ttf`));
  kept ??= NodeCompiler.create({
    workspace,
    fontArgs: [
      {
        fontBlobs: [
          font('biz-udpgothic/400Regular/BIZUDPGothic_400Regular'),
          font('biz-udpgothic/700Bold/BIZUDPGothic_700Bold'),
          font('noto-sans-jp/400Regular/NotoSansJP_400Regular'),
          font('noto-sans-jp/700Bold/NotoSansJP_700Bold'),
        ],
      },
    ],
  });
  return kept;
}

/** Sets a document. Throws where the template does not compile. */
export function pdfFile(document: AnyDocument): SetPdf {
  const typst = compiler();
  let data: unknown = eachText(JSON.parse(JSON.stringify(dataOf(document))), startingWithLetter);
  try {
    for (let round = 1; ; round++) {
      typst.mapShadow(documentFile, Buffer.from(JSON.stringify(data), 'utf8'));
      const laidOut =
        document.kind === 'leaflet' || document.kind === 'report' ? fitted(typst, document.kind) : compiled(typst, document.kind);
      const exported = exportedPdf(typst, laidOut, document.madeAt, round === roundsMax);
      if (!('without' in exported)) return { ...exported, pages: laidOut.numOfPages };
      for (const letter of exported.without) data = withoutLetter(data, letter);
    }
  } finally {
    typst.unmapShadow(documentFile);
    typst.evictCache(keptCompilations);
  }
}

/** Letters that none of our fonts has are found one layer after another; then the file is made without the claim. */
const roundsMax = 4;
const glyphless = /the text `\\?"(.+?)\\?"` could not be displayed/gu;

/**
 * The PDF; or which letters have no glyph in our fonts (an emoji, Hangul). PDF/UA refuses them, because a reader would see an empty
 * box and a program would lose the letter: they are written out by their numbers instead.
 */
function exportedPdf(
  typst: NodeCompiler,
  laidOut: NodeTypstDocument,
  madeAt: Date,
  isLast: boolean,
): { bytes: Uint8Array; accessible: boolean } | { without: string[] } {
  const creationTimestamp = Math.floor(madeAt.getTime() / 1000);
  try {
    return { bytes: typst.pdf(laidOut, { creationTimestamp, pdfStandard: 'ua-1' }), accessible: true };
  } catch (error) {
    const without = [...String(error).matchAll(glyphless)].map((match) => unescaped(match[1]!));
    // An older typesetter (other platforms than Linux x64, decision 0014) knows no such claim, and may still draw the page.
    return isLast || without.length === 0
      ? { bytes: typst.pdf(laidOut, { creationTimestamp }), accessible: false }
      : { without: [...new Set(without)] };
  }
}

/** The texts of a document's data, each changed; what holds them stays as it is. */
function eachText(data: unknown, change: (text: string) => string): unknown {
  if (typeof data === 'string') return change(data);
  if (Array.isArray(data)) return data.map((item: unknown) => eachText(item, change));
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, eachText(value, change)]));
}

/**
 * The data without a letter of which the compiler says that it cannot be drawn. It names the first of what a reader sees as one: of
 * the keycap 1⃣ the 1, which every font has. So what holds more than the letter goes first, and the letter alone only where nothing
 * else is left.
 */
function withoutLetter(data: unknown, letter: string): unknown {
  let found = false;
  const next = eachText(data, (text) => {
    const changed = shownWithout(text, letter, 'with-marks');
    found ||= changed !== text;
    return changed;
  });
  return found ? next : eachText(data, (text) => shownWithout(text, letter, 'alone'));
}

/** The compiler names letters that are not printed as \u{200d}. */
const unescaped = (text: string): string =>
  text.replace(/\\+u\{([0-9a-f]+)\}/g, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)));

/** A leaflet or report in the largest type in which it stands on one page. */
function fitted(typst: NodeCompiler, kind: 'leaflet' | 'report'): NodeTypstDocument {
  for (const size of leafletSizes) {
    const laidOut = compiled(typst, kind, size);
    if (laidOut.numOfPages === 1) return laidOut;
  }
  return compiled(typst, kind, leafletSizeOfMore);
}

function compiled(typst: NodeCompiler, template: AnyDocument['kind'], size?: number): NodeTypstDocument {
  const outcome = typst.compile({
    mainFilePath: join(workspace, `${template}.typ`),
    ...(size === undefined ? {} : { inputs: { size: String(size) } }),
  });
  if (outcome.result === null) {
    const problem = outcome.takeDiagnostics();
    throw new Error(problem === null ? 'no document' : JSON.stringify(problem.shortDiagnostics).slice(0, 2000));
  }
  return outcome.result;
}

/** What a template reads: the document, its fixed words, and how it stands. Data, never markup. */
const dataOf = (document: AnyDocument): object => ({
  doc: document,
  words: documentWords(document.language),
  state: stateSaid(document.state, document.language),
  mark: markOf(document.state, document.language),
});

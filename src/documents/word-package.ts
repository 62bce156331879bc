import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { PageNumberEstimator } from 'docx';
import { estimatePageNumbersWith } from 'docx/layout';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { DocumentHead } from './model.ts';

/** A zip says the local time of each part; every file says the same, so that one document always gives the same bytes. */
const partsAt = new Date(1980, 0, 1);

/** What stands in where a machine does not have the font: Word reads it from the font table. */
const standIns = 'Yu Gothic,Meiryo,Hiragino Sans,Noto Sans JP';

/**
 * Says in a finished Word file what the library does not: when it was made by our clock, how the font is called elsewhere and what
 * stands in for it, and that its text is set by Japanese rules of line breaking.
 */
export function withFacts(file: Uint8Array, { madeAt, language }: DocumentHead, font: string): Uint8Array {
  const parts = unzipSync(file);
  const edit = (name: string, pattern: RegExp, by: string): void => {
    const text = strFromU8(parts[name]!);
    if (!pattern.test(text)) throw new Error(`${name}: ${pattern} is not in it`);
    parts[name] = strToU8(text.replace(pattern, by));
  };
  edit('docProps/core.xml', /(<dcterms:(created|modified) [^>]*>)[^<]*/g, `$1${madeAt.toISOString().replace(/\.\d+/, '')}`);
  edit(
    'word/fontTable.xml',
    /(<w:fonts [^>]*)\/>/,
    `$1><w:font w:name="${font}"><w:altName w:val="BIZ UDPGothic,${standIns}"/><w:charset w:val="80"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>`,
  );
  edit(
    'word/settings.xml',
    /<w:compat>(.*)<\/w:compat>/,
    `<w:characterSpacingControl w:val="compressPunctuation"/><w:compat>$1</w:compat><w:themeFontLang w:val="${language === 'ja' ? 'ja-JP' : 'en-US'}" w:eastAsia="ja-JP"/>`,
  );
  parts['word/document.xml'] = strToU8(renumbered(strFromU8(parts['word/document.xml']!)));
  const { '[Content_Types].xml': types, ...rest } = parts;
  return zipSync({ '[Content_Types].xml': types!, ...rest }, { mtime: partsAt });
}

/** The library counts its bookmarks through the whole life of the process; in each file they begin with 1. */
function renumbered(xml: string): string {
  const numbers = new Map<string, number>();
  const numberOf = (given: string): number => {
    if (!numbers.has(given)) numbers.set(given, numbers.size + 1);
    return numbers.get(given)!;
  };
  return xml
    .replace(/(<w:bookmark(?:Start|End) [^>]*w:id=")(\d+)"/g, (_, before: string, id: string) => `${before}${numberOf(`id ${id}`)}"`)
    .replace(
      /((?:w:name="|w:anchor="|<w:instrText[^>]*>PAGEREF )_Toc)(\d+)/g,
      (_, before: string, name: string) => before + numberOf(`name ${name}`),
    );
}

let measured: PageNumberEstimator | undefined;

/**
 * Works out the pages for the table of contents, measured with the font's own files, so that it is filled in before Word counts
 * itself. Where a character is in another font the measure is a guess; Word corrects it when the table is updated.
 */
export function pageNumbers(name: string): PageNumberEstimator {
  const require = createRequire(import.meta.url);
  const face = (file: string) => ({ name, data: readFileSync(require.resolve(`@expo-google-fonts/biz-udpgothic/${file}.ttf`)) });
  measured ??= estimatePageNumbersWith({
    guess: true,
    fonts: [face('400Regular/BIZUDPGothic_400Regular'), face('700Bold/BIZUDPGothic_700Bold')],
  });
  return measured;
}
